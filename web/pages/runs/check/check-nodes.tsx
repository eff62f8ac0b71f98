import { Table, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OutcomeBar } from '../../../components/outcome-bar.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { countsOf, doneOf, type OutcomeNumbers, type Run } from '../run-record.ts';
import type { RowsSearch } from '../search-params.ts';

const SHOWN = ['created', 'updated', 'unchanged', 'skipped', 'rejected', 'blocked'] as const;

export interface CheckNodesProps {
  readonly run: Run;
  readonly search: RowsSearch;
  readonly labelOf: (node: string) => string;
  readonly onChoose: (search: RowsSearch) => void;
}

/** Numbers per node; each leads to its rows. */
export function CheckNodes({ run, search, labelOf, onChoose }: CheckNodesProps): ReactNode {
  const { t } = useTranslation('check');
  const { nodes } = run.progress;
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table verticalSpacing={6} aria-label={t('nodes')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('node')}</Table.Th>
            <Table.Th ta="right">{t('rows')}</Table.Th>
            {SHOWN.map((outcome) => (
              <Table.Th key={outcome} ta="right">
                {t(`would.${outcome}`)}
              </Table.Th>
            ))}
            <Table.Th w="22%">{t('shares')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {nodes.map((node) => (
            <NodeRow
              key={node.node_id}
              label={labelOf(node.node_id)}
              node={node.node_id}
              counts={node}
              search={search}
              onChoose={onChoose}
            />
          ))}
          {nodes.length > 1 && (
            <NodeRow label={t('all')} counts={countsOf(nodes)} search={search} onChoose={onChoose} />
          )}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface NodeRowProps {
  readonly label: string;
  readonly node?: string;
  readonly counts: OutcomeNumbers;
  readonly search: RowsSearch;
  readonly onChoose: (search: RowsSearch) => void;
}

function NodeRow({ label, node, counts, search, onChoose }: NodeRowProps): ReactNode {
  const { t } = useTranslation('check');
  const isChosen = search.node === node;
  return (
    <Table.Tr bg={isChosen ? 'var(--mantine-primary-color-light)' : undefined}>
      <Table.Th scope="row">
        <UnstyledButton
          fz="sm"
          fw={600}
          aria-pressed={isChosen}
          onClick={() => onChoose({ ...search, node, outcome: undefined })}
        >
          {label}
        </UnstyledButton>
      </Table.Th>
      <Table.Td ta="right">{formatNumber(doneOf(counts))}</Table.Td>
      {SHOWN.map((outcome) => (
        <Table.Td key={outcome} ta="right">
          {counts[outcome] === 0 ? (
            '–'
          ) : (
            <UnstyledButton
              fz="sm"
              td="underline"
              aria-label={`${label}, ${t(`would.${outcome}`)}: ${formatNumber(counts[outcome])}`}
              onClick={() => onChoose({ ...search, node, outcome })}
              px={6}
              mx={-6}
              mih={24}
            >
              {formatNumber(counts[outcome])}
            </UnstyledButton>
          )}
        </Table.Td>
      ))}
      <Table.Td>
        <OutcomeBar name={label} counts={counts} total={doneOf(counts)} bare size={10} />
      </Table.Td>
    </Table.Tr>
  );
}
