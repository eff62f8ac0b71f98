import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconPlus, IconTable } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Editable, WhereEditable } from '../graph/editing.tsx';
import { useEditor } from '../graph/editor.ts';
import { addNodes } from '../graph/edits.ts';
import { labelOf, modelsOf, sheetOf } from '../graph/spec.ts';
import { draftedNodes } from '../graph/suggested.ts';
import { LinkButton } from '../ui/links.tsx';
import { PanelFrame } from './panel-frame.tsx';
import { useSamples } from './use-samples.ts';

/** A sheet: its columns with a few values, and the nodes that it feeds. */
export function SheetPanel({ sheet }: { readonly sheet: string }): ReactNode {
  const { t } = useTranslation(['graphs', 'common']);
  const editor = useEditor();
  const facts = editor.sheets.find(({ name }) => name === sheet);
  const samples = useSamples(editor.dataset, facts ? sheet : undefined);
  const fed = modelsOf(editor.spec).filter((node) => sheetOf(editor.spec, node) === sheet);
  return (
    <PanelFrame
      icon={IconTable}
      title={sheet}
      subtitle={facts ? t('common:rows', { count: facts.row_count }) : t('graphs:notInData')}
    >
      <Stack gap="xs">
        <Title order={3}>{t('graphs:feeds')}</Title>
        <Group gap="xs">
          {fed.map((node) => (
            <Button
              key={node.id}
              size="xs"
              variant="default"
              onClick={() => editor.select({ node: node.id })}
            >
              {labelOf(node)}
            </Button>
          ))}
          <WhereEditable>
            <Button
              size="xs"
              variant="light"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => editor.ask({ kind: 'add', sheet })}
            >
              {t('graphs:addFromSheet')}
            </Button>
          </WhereEditable>
        </Group>
      </Stack>
      <Editable>
        <Drafted sheet={sheet} />
      </Editable>
      {facts && (
        <Table verticalSpacing={5} horizontalSpacing={6} aria-label={t('graphs:columns')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('graphs:kind.column')}</Table.Th>
              <Table.Th>{t('graphs:values')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {facts.columns.map(({ header }) => (
              <Table.Tr key={header}>
                <Table.Th scope="row" fw={500}>
                  {header}
                </Table.Th>
                <Table.Td>
                  <Text size="sm" lineClamp={1} style={{ overflowWrap: 'anywhere' }}>
                    {(samples.get(header) ?? []).join(' · ')}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {editor.dataset !== undefined && (
        <LinkButton
          to="/datasets/$datasetId"
          params={{ datasetId: editor.dataset }}
          variant="subtle"
          size="xs"
          w="fit-content"
        >
          {t('graphs:openDataset')}
        </LinkButton>
      )}
    </PanelFrame>
  );
}

/** What the draft makes of the sheet and the graph has not. */
function Drafted({ sheet }: { readonly sheet: string }): ReactNode {
  const { t } = useTranslation('graphs');
  const editor = useEditor();
  const nodes = draftedNodes(editor.suggestion, editor.spec, sheet);
  if (nodes.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={3}>{t('draft.canBe')}</Title>
      {nodes.map((node) => (
        <Group key={node.id} justify="space-between" wrap="nowrap">
          <Text size="sm">
            {t('draft.nodeOf', {
              node: labelOf(node),
              model: node.data.odooModel,
              fields: Object.keys(node.data.fields).join(', '),
            })}
          </Text>
          <Button
            size="xs"
            variant="light"
            style={{ flexShrink: 0 }}
            aria-label={t('draft.acceptOf', { node: labelOf(node) })}
            onClick={() => {
              editor.change(addNodes([node]));
              editor.select({ node: node.id });
            }}
          >
            {t('draft.accept')}
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
