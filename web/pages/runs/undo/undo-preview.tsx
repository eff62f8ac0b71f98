import { Alert, Card, List, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/client.ts';
import { formatNumber } from '../../../ui/format.ts';
import { readableKey } from '../row-words.ts';

type Preview = Schemas['RollbackPreview'];

export interface UndoPreviewProps {
  readonly preview: Preview;
  readonly labelOf: (node: string) => string;
}

/** What undoing would delete, restore and leave, and why. */
export function UndoPreview({ preview, labelOf }: UndoPreviewProps): ReactNode {
  const { t } = useTranslation('undo');
  const toDelete = preview.nodes.reduce((sum, node) => sum + node.to_delete, 0);
  const toRestore = preview.nodes.reduce((sum, node) => sum + node.to_restore, 0);
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Figure number={toDelete} text={t('willDelete')} />
        <Figure number={toRestore} text={t('willRestore')} />
        <Figure number={preview.kept_total} text={t('willStay')} />
      </SimpleGrid>
      <NodeTable preview={preview} labelOf={labelOf} />
      {preview.also_deleted.length > 0 && (
        <div>
          <Text size="sm">{t('also')}</Text>
          <List size="sm">
            {preview.also_deleted.map(({ model, count }) => (
              <List.Item key={model}>{`${model}: ${formatNumber(count)}`}</List.Item>
            ))}
          </List>
        </div>
      )}
      {preview.kept.length > 0 && <Kept preview={preview} labelOf={labelOf} />}
      <Scope preview={preview} />
    </Stack>
  );
}

function Figure({ number, text }: { readonly number: number; readonly text: string }): ReactNode {
  return (
    <Card withBorder padding="md">
      <Text fz={28} fw={700} lh={1.1}>
        {formatNumber(number)}
      </Text>
      <Text size="sm">{text}</Text>
    </Card>
  );
}

function NodeTable({ preview, labelOf }: UndoPreviewProps): ReactNode {
  const { t } = useTranslation('undo');
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing={6} aria-label={t('nodes')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.node')}</Table.Th>
            <Table.Th>{t('column.model')}</Table.Th>
            <Table.Th ta="right">{t('column.delete')}</Table.Th>
            <Table.Th ta="right">{t('column.restore')}</Table.Th>
            <Table.Th w="40%">{t('column.keep')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.nodes.map((node) => (
            <Table.Tr key={node.node_id}>
              <Table.Th scope="row">{labelOf(node.node_id)}</Table.Th>
              <Table.Td>{node.model}</Table.Td>
              <Table.Td ta="right">{formatNumber(node.to_delete)}</Table.Td>
              <Table.Td ta="right">{formatNumber(node.to_restore)}</Table.Td>
              <Table.Td>
                {node.kept.length === 0
                  ? '–'
                  : node.kept
                      .map(({ reason, count }) => `${formatNumber(count)} ${t(`reason.${reason}`)}`)
                      .join(', ')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const MOST_SHOWN = 200;

function Kept({ preview, labelOf }: UndoPreviewProps): ReactNode {
  const { t } = useTranslation('undo');
  const shown = preview.kept.slice(0, MOST_SHOWN);
  return (
    <Stack gap="xs">
      <Title order={2}>{t('kept')}</Title>
      <Table.ScrollContainer minWidth={760}>
        <Table verticalSpacing={6} aria-label={t('kept')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('column.node')}</Table.Th>
              <Table.Th ta="right">{t('column.row')}</Table.Th>
              <Table.Th>{t('column.key')}</Table.Th>
              <Table.Th>{t('column.why')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((row) => (
              <Table.Tr key={`${row.node} ${row.key}`}>
                <Table.Td>{labelOf(row.node)}</Table.Td>
                <Table.Td ta="right">{formatNumber(row.row)}</Table.Td>
                <Table.Th scope="row">{readableKey(row.key)}</Table.Th>
                <Table.Td>
                  <Text size="sm" fw={600}>
                    {t(`reason.${row.reason}`)}
                    {row.is_partial && ` (${t('partial')})`}
                  </Text>
                  <Text size="sm">{row.detail}</Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {preview.kept_total > shown.length && (
        <Text size="sm">{t('keptMost', { shown: shown.length, count: preview.kept_total })}</Text>
      )}
    </Stack>
  );
}

function Scope({ preview: { scope, unseen } }: { readonly preview: Preview }): ReactNode {
  const { t } = useTranslation('undo');
  return (
    <>
      <Text size="sm">{t(`scope.${scope}`)}</Text>
      {unseen.length > 0 && (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />}>
          {t('unseen', { models: unseen.join(', ') })}
        </Alert>
      )}
    </>
  );
}
