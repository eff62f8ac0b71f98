import { Flex, Stack, Text } from '@mantine/core';
import { IconTableOff } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../components/loaded.tsx';
import { useMay } from '../../components/session.ts';
import { StatusBadge } from '../../components/states.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { useSingleKeys } from '../../ui/single-keys.ts';
import { CorrectedBanner } from './fix/corrected-banner.tsx';
import { FixAllDialog } from './fix/fix-all-dialog.tsx';
import { RowEditor } from './fix/row-editor.tsx';
import { UploadCorrected } from './fix/upload-corrected.tsx';
import { RetryButton } from './live/run-actions.tsx';
import { RunDownloads } from './live/run-downloads.tsx';
import { useRun } from './live/use-live-run.ts';
import { groupId, type IssueGroup, IssueGroups } from './rows/issue-groups.tsx';
import { RowsFilters } from './rows/rows-filters.tsx';
import { RowsTable } from './rows/rows-table.tsx';
import { type RunRow, useRunRows } from './rows/use-run-rows.ts';
import { countsOf, doneOf, isOver, openRowsOf, type Run } from './run-record.ts';
import { runTrail } from './run-trail.tsx';
import type { RowsSearch } from './search-params.ts';
import { useGraphOfRun } from './use-graph-of-run.ts';
import { useIssueGroups } from './use-issue-groups.ts';
import { useRetry } from './use-retry.ts';

/** What became of each source row: by cause, as a table, and to be corrected where it stands. */
export function RowsPage(): ReactNode {
  const { t } = useTranslation('rows');
  const { runId } = useParams({ from: '/runs/$runId/rows' });
  const query = useRun(runId);
  const run = query.data;
  return (
    <Page
      title={run === undefined ? t('title') : `${t('title')}: ${run.graph_name}`}
      trail={runTrail(runId, run)}
      {...(run === undefined
        ? {}
        : {
            badge: <StatusBadge status={run.status} />,
            actions: <Actions run={run} />,
          })}
    >
      <Loaded query={query}>{(loaded) => <Rows key={loaded.id} run={loaded} />}</Loaded>
    </Page>
  );
}

function Actions({ run }: { readonly run: Run }): ReactNode {
  const mayFix = useMay('operator');
  const canRetry = mayFix && run.kind !== 'check' && isOver(run) && openRowsOf(run) > 0;
  const { retry } = useRetry(run.id);
  useSingleKeys([['r', () => canRetry && retry()]]);
  return (
    <>
      <RunDownloads run={run} />
      {mayFix && <UploadCorrected run={run} />}
      <RetryButton run={run} />
    </>
  );
}

function Rows({ run }: { readonly run: Run }): ReactNode {
  const search = useSearch({ from: '/runs/$runId/rows' });
  const navigate = useNavigate({ from: '/runs/$runId/rows' });
  const { labelOf } = useGraphOfRun(run);
  const mayFix = useMay('operator');
  const [edited, setEdited] = useState<RunRow | null>(null);
  const [fixed, setFixed] = useState<IssueGroup | null>(null);
  const [corrected, setCorrected] = useState<ReadonlySet<string>>(new Set());
  const { data: groups = [] } = useIssueGroups(run);
  const show = (wanted: RowsSearch) => void navigate({ search: wanted, replace: true });
  const nodes = run.progress.nodes.map(({ node_id: id }) => ({ id, label: labelOf(id) }));
  return (
    <Stack gap="md">
      <CorrectedBanner run={run} />
      <Flex direction={{ base: 'column', lg: 'row' }} gap="lg">
        {groups.length > 0 && (
          <Stack w={{ base: '100%', lg: 290 }} style={{ flexShrink: 0 }}>
            <IssueGroups
              groups={groups}
              labelOf={labelOf}
              isChosen={(group) => group.code === search.issue && group.node === search.node}
              onChoose={(group) => show(group === null ? {} : { node: group.node, issue: group.code })}
              isCorrected={(group) => corrected.has(groupId(group))}
              onFixAll={mayFix && (run.kind === 'check' || isOver(run)) ? setFixed : undefined}
            />
          </Stack>
        )}
        <Stack flex={1} miw={0} gap="sm">
          <RowsFilters key={run.id} search={search} nodes={nodes} onChange={show} />
          <Table run={run} search={search} labelOf={labelOf} onEdit={mayFix ? setEdited : undefined} />
        </Stack>
      </Flex>
      <RowEditor run={run} row={edited} onClose={() => setEdited(null)} />
      <FixAllDialog
        run={run}
        group={fixed}
        onClose={() => setFixed(null)}
        onFixed={(group) => setCorrected(new Set([...corrected, groupId(group)]))}
      />
    </Stack>
  );
}

interface TableProps {
  readonly run: Run;
  readonly search: RowsSearch;
  readonly labelOf: (node: string) => string;
  readonly onEdit: ((row: RunRow) => void) | undefined;
}

function Table({ run, search, labelOf, onEdit }: TableProps): ReactNode {
  const { t } = useTranslation('rows');
  const pages = useRunRows(run, search);
  const total = pages.hasMore ? totalOf(run, search) : pages.data?.length;
  return (
    <Loaded query={pages} lines={10}>
      {(items) =>
        items.length === 0 ? (
          <EmptyState icon={IconTableOff} title={t('nothing.title')} text={t('nothing.text')} />
        ) : (
          <>
            <RowsTable
              runId={run.id}
              rows={items}
              total={total}
              labelOf={labelOf}
              onEdit={onEdit}
              onEnd={pages.loadMore}
            />
            <Text size="sm" role="status">
              {t('shown', { count: items.length })} {total !== undefined && t('of', { count: total })}
            </Text>
          </>
        )
      }
    </Loaded>
  );
}

/** By the counts of the run, where they tell: not for a search or a cause. */
function totalOf(run: Run, { node, outcome, issue, q }: RowsSearch): number | undefined {
  if (issue !== undefined || q !== undefined) return undefined;
  const counts = countsOf(run.progress.nodes.filter((one) => node === undefined || one.node_id === node));
  return outcome === undefined ? doneOf(counts) : counts[outcome];
}
