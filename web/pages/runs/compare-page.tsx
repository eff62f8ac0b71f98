import { Card, Group, SimpleGrid, Stack, Switch, Table, Text } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../components/loaded.tsx';
import { OutcomeBar } from '../../components/outcome-bar.tsx';
import { OUTCOMES, OutcomeBadge, StatusBadge } from '../../components/states.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDateTime, formatNumber, formatSeconds } from '../../ui/format.ts';
import { LinkAnchor, LinkButton } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { useRun } from './live/use-live-run.ts';
import { countsOf, doneOf, type Run, secondsOf } from './run-record.ts';
import { useGraphOfRun } from './use-graph-of-run.ts';

/** Two runs side by side: where their outcomes differ. */
export function ComparePage(): ReactNode {
  const { t } = useTranslation('runs');
  const { a, b } = useSearch({ from: '/runs/compare' });
  return (
    <Page
      title={t('comparing.title')}
      trail={[
        <LinkAnchor key="runs" to="/runs">
          {t('title')}
        </LinkAnchor>,
      ]}
    >
      {a === undefined || b === undefined ? (
        <EmptyState
          icon={IconArrowsDiff}
          title={t('comparing.choose')}
          text={t('comparing.chooseText')}
          action={<LinkButton to="/runs">{t('comparing.chooseAction')}</LinkButton>}
        />
      ) : (
        <Pair a={a} b={b} />
      )}
    </Page>
  );
}

function Pair({ a, b }: { readonly a: string; readonly b: string }): ReactNode {
  const first = useRun(a);
  const second = useRun(b);
  return (
    <Loaded query={first}>
      {(one) => <Loaded query={second}>{(two) => <Comparison first={one} second={two} />}</Loaded>}
    </Loaded>
  );
}

interface ComparisonProps {
  readonly first: Run;
  readonly second: Run;
}

function Comparison({ first, second }: ComparisonProps): ReactNode {
  const { t } = useTranslation('runs');
  const [onlyDifferent, setOnlyDifferent] = useState(true);
  const rows = useDifferences({ first, second }).filter(({ one, two }) => !onlyDifferent || one !== two);
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Side run={first} name={t('comparing.first')} />
        <Side run={second} name={t('comparing.second')} />
      </SimpleGrid>
      <Switch
        label={t('comparing.onlyDifferent')}
        checked={onlyDifferent}
        onChange={(event) => setOnlyDifferent(event.currentTarget.checked)}
      />
      {rows.length === 0 ? (
        <Text>{t('comparing.same')}</Text>
      ) : (
        <Table.ScrollContainer minWidth={640}>
          <Table verticalSpacing={6} aria-label={t('comparing.title')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('comparing.node')}</Table.Th>
                <Table.Th>{t('comparing.outcome')}</Table.Th>
                <Table.Th ta="right">{t('comparing.first')}</Table.Th>
                <Table.Th ta="right">{t('comparing.second')}</Table.Th>
                <Table.Th ta="right">{t('comparing.difference')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody style={{ fontVariantNumeric: 'tabular-nums' }}>
              {rows.map(({ node, outcome, one, two }) => (
                <Table.Tr key={`${node} ${outcome}`}>
                  <Table.Th scope="row">{node}</Table.Th>
                  <Table.Td>
                    <OutcomeBadge outcome={outcome} />
                  </Table.Td>
                  <Table.Td ta="right">{formatNumber(one)}</Table.Td>
                  <Table.Td ta="right">{formatNumber(two)}</Table.Td>
                  <Table.Td ta="right" fw={600}>
                    {formatNumber(two - one, { signDisplay: 'exceptZero' })}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}

function useDifferences({ first, second }: ComparisonProps) {
  const { t } = useTranslation('runs');
  const inFirst = useGraphOfRun(first);
  const inSecond = useGraphOfRun(second);
  const ids = [...first.progress.nodes, ...second.progress.nodes].map((node) => node.node_id);
  const nodesOf = (run: Run, id: string | null) =>
    run.progress.nodes.filter((node) => id === null || node.node_id === id);
  return [null, ...new Set(ids)].flatMap((id) => {
    const one = countsOf(nodesOf(first, id));
    const two = countsOf(nodesOf(second, id));
    const label = id === null ? t('comparing.total') : nameOf(id, inFirst.labelOf, inSecond.labelOf);
    return OUTCOMES.filter((outcome) => one[outcome] + two[outcome] > 0).map((outcome) => ({
      node: label,
      outcome,
      one: one[outcome],
      two: two[outcome],
    }));
  });
}

function nameOf(id: string, ...labels: readonly ((node: string) => string)[]): string {
  return labels.map((labelOf) => labelOf(id)).find((label) => label !== id) ?? id;
}

function Side({ run, name }: { readonly run: Run; readonly name: string }): ReactNode {
  const { t } = useTranslation('runs');
  const counts = countsOf(run.progress.nodes);
  const seconds = secondsOf(run);
  return (
    <Card withBorder padding="md">
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {name}
        </Text>
        <Group gap="sm">
          <LinkAnchor to="/runs/$runId" params={{ runId: run.id }} fw={650}>
            {`${t(`kind.${run.kind}`)}: ${run.graph_name}`}
          </LinkAnchor>
          <StatusBadge status={run.status} />
        </Group>
        <Text size="sm">
          {[
            t('version', { version: run.graph_version }),
            formatDateTime(run.created_at),
            ...(seconds === null ? [] : [formatSeconds(seconds)]),
          ].join(' · ')}
        </Text>
        <OutcomeBar name={name} counts={counts} total={doneOf(counts)} />
      </Stack>
    </Card>
  );
}
