import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OutcomeBar } from '../../../components/outcome-bar.tsx';
import { StatusBadge } from '../../../components/states.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { LinkAnchor } from '../../../ui/links.tsx';
import { doneOf, type Run } from '../run-record.ts';

/** The graph's twin for who reads rather than looks. */
export function NodeTable({
  run,
  labelOf,
}: {
  readonly run: Run;
  readonly labelOf: (node: string) => string;
}): ReactNode {
  const { t } = useTranslation('runs');
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table verticalSpacing="xs" aria-label={t('node.nodes')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('node.node')}</Table.Th>
            <Table.Th>{t('node.model')}</Table.Th>
            <Table.Th>{t('column.status')}</Table.Th>
            <Table.Th ta="right">{t('column.rows')}</Table.Th>
            <Table.Th w="40%">{t('column.outcomes')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {run.progress.nodes.map((node) => (
            <Table.Tr key={node.node_id}>
              <Table.Th scope="row">
                <LinkAnchor
                  to="/runs/$runId/rows"
                  params={{ runId: run.id }}
                  search={{ node: node.node_id }}
                  fz="sm"
                >
                  {labelOf(node.node_id)}
                </LinkAnchor>
              </Table.Th>
              <Table.Td>{node.model}</Table.Td>
              <Table.Td>
                <StatusBadge status={node.status} size="md" />
              </Table.Td>
              <Table.Td ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
                {`${formatNumber(doneOf(node))} / ${node.rows_total === null ? '?' : formatNumber(node.rows_total)}`}
              </Table.Td>
              <Table.Td>
                <OutcomeBar
                  name={labelOf(node.node_id)}
                  counts={node}
                  total={node.rows_total ?? doneOf(node)}
                  size={8}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
