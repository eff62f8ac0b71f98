import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/client.ts';
import { valueText } from '../row-words.ts';

type RowDetail = Schemas['RunRowDetail'];

/** The cells as read. */
export function CellTable({
  prepared,
  issues,
}: {
  readonly prepared: NonNullable<RowDetail['prepared']>;
  readonly issues: RowDetail['issues'];
}): ReactNode {
  const { t } = useTranslation('rows');
  const isBad = (column: string) => issues.some((issue) => issue.column === column);
  return (
    <Table verticalSpacing={6} layout="fixed" aria-label={t('page.cell')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="40%">{t('page.column')}</Table.Th>
          <Table.Th>{t('page.cell')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {prepared.cells.map(({ column, value }) => (
          <Table.Tr key={column} bg={isBad(column) ? 'var(--mantine-color-red-light)' : undefined}>
            <Table.Th scope="row" fw={500}>
              {column}
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              <Value value={value} none={t('page.empty')} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** The values made of them. */
export function FieldTable({
  prepared,
  wasSent,
}: {
  readonly prepared: NonNullable<RowDetail['prepared']>;
  readonly wasSent: boolean;
}): ReactNode {
  const { t } = useTranslation('rows');
  const sent = t(wasSent ? 'page.sent' : 'page.wouldSend');
  return (
    <Table verticalSpacing={6} layout="fixed" aria-label={sent}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="40%">{t('page.field')}</Table.Th>
          <Table.Th>{sent}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {prepared.fields.map(({ field, label, path, value }) => (
          <Table.Tr key={path}>
            <Table.Th scope="row" fw={500}>
              {label}
              <Text size="xs" c="dimmed">
                {field}
              </Text>
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              <Value value={value} none={t('page.notSent')} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

export function ChangeTable({ changes }: { readonly changes: RowDetail['changes'] }): ReactNode {
  const { t } = useTranslation('rows');
  return (
    <Table verticalSpacing={6} layout="fixed" aria-label={t('page.changes')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('page.field')}</Table.Th>
          <Table.Th>{t('page.before')}</Table.Th>
          <Table.Th>{t('page.after')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map(({ field, old, new: sent }) => (
          <Table.Tr key={field}>
            <Table.Th scope="row" fw={500}>
              {field}
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{valueText(old)}</Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{valueText(sent)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Value({ value, none }: { readonly value: string | null; readonly none: string }): ReactNode {
  if (value !== null && value !== '') return value;
  return (
    <Text size="sm" c="dimmed" fs="italic">
      {none}
    </Text>
  );
}
