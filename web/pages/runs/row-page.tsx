import { Alert, Button, Card, Code, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconExternalLink,
  IconLock,
  IconPencil,
  IconX,
} from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../../api/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { useMay } from '../../components/session.ts';
import { OutcomeBadge } from '../../components/states.tsx';
import { codes } from '../../texts/en/codes.ts';
import { isKnown } from '../../texts/known.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { useSingleKeys } from '../../ui/single-keys.ts';
import { CorrectedBanner } from './fix/corrected-banner.tsx';
import { RowEditor } from './fix/row-editor.tsx';
import { RetryButton } from './live/run-actions.tsx';
import { useRun } from './live/use-live-run.ts';
import { readableKey, readableRow } from './row-words.ts';
import { RelatedRows } from './rows/related-rows.tsx';
import { RowAttempts } from './rows/row-attempts.tsx';
import { CellTable, ChangeTable, FieldTable } from './rows/row-values.tsx';
import type { Run } from './run-record.ts';
import { runTrail } from './run-trail.tsx';
import { useGraphOfRun } from './use-graph-of-run.ts';

type RowDetail = Schemas['RunRowDetail'];

/** Everything about one source row: what stood in it, what was sent, what became of it and why, and what hangs on it. */
export function RowPage(): ReactNode {
  const { t } = useTranslation('rows');
  const { runId, row: name } = useParams({ from: '/runs/$runId/rows/$row' });
  const run = useRun(runId).data;
  const query = api.useQuery('get', '/api/v1/runs/{id}/rows/{row}', {
    params: { path: { id: runId, row: name } },
  });
  const { labelOf } = useGraphOfRun(run);
  const row = query.data;
  const [isEditing, setEditing] = useState(false);
  const mayEdit = useMay('operator');
  useSingleKeys([['e', () => mayEdit && setEditing(true)]]);
  return (
    <Page
      title={row === undefined ? name : readableKey(row.key)}
      trail={[
        ...runTrail(runId, run),
        <LinkAnchor key="rows" to="/runs/$runId/rows" params={{ runId }}>
          {t('title')}
        </LinkAnchor>,
      ]}
      {...(row === undefined
        ? {}
        : {
            badge: row.outcome !== null && <OutcomeBadge outcome={row.outcome} size="lg" />,
            intro: t('page.title', { row: row.row, node: labelOf(row.node) }),
            actions: <Actions run={run} row={row} onEdit={mayEdit ? () => setEditing(true) : undefined} />,
          })}
    >
      {run !== undefined && <CorrectedBanner run={run} />}
      <Loaded query={query} lines={10}>
        {(loaded) => <Row run={run} row={loaded} labelOf={labelOf} />}
      </Loaded>
      {run !== undefined && row !== undefined && (
        <RowEditor run={run} row={isEditing ? row : null} onClose={() => setEditing(false)} />
      )}
    </Page>
  );
}

function Actions({
  run,
  row,
  onEdit,
}: {
  readonly run: Run | undefined;
  readonly row: RowDetail;
  /** Absent where it may not be corrected. */
  readonly onEdit: (() => void) | undefined;
}): ReactNode {
  const { t } = useTranslation('rows');
  return (
    <>
      {row.link !== null && (
        <Button
          component="a"
          href={row.link}
          target="_blank"
          rel="noreferrer noopener"
          variant="default"
          rightSection={<IconExternalLink size={16} aria-hidden />}
        >
          {t('page.inOdoo')}
        </Button>
      )}
      {row.prepared !== null && onEdit !== undefined && (
        <Button variant="default" onClick={onEdit} leftSection={<IconPencil size={18} aria-hidden />}>
          {t('page.edit')}
        </Button>
      )}
      {run !== undefined && isOpen(row) && <RetryButton run={run} />}
    </>
  );
}

const NOT_LOADED: ReadonlySet<string | null> = new Set(['rejected', 'blocked', 'unknown', 'cancelled']);

function isOpen({ outcome }: RowDetail): boolean {
  return NOT_LOADED.has(outcome);
}

interface RowProps {
  readonly run: Run | undefined;
  readonly row: RowDetail;
  readonly labelOf: (node: string) => string;
}

function Row({ run, row, labelOf }: RowProps): ReactNode {
  const { t } = useTranslation('rows');
  const { prepared } = row;
  const runId = run?.id ?? '';
  return (
    <Stack gap="lg">
      <Issues row={row} labelOf={labelOf} />
      {prepared === null && row.missing !== null && <Alert color="yellow">{row.missing}</Alert>}
      {row.changes.length > 0 && (
        <Section title={t('page.changes')}>
          <ChangeTable changes={row.changes} />
        </Section>
      )}
      {prepared !== null && (
        <Section title={t('page.values')}>
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl" style={{ alignItems: 'start' }}>
            <CellTable prepared={prepared} issues={row.issues} />
            <FieldTable prepared={prepared} wasSent={row.attempts.length > 0} />
          </SimpleGrid>
        </Section>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        {prepared !== null && (
          <Section title={t('page.parents')}>
            <RelatedRows runId={runId} rows={prepared.parents} labelOf={labelOf} none={t('page.noParents')} />
          </Section>
        )}
        {prepared !== null && (
          <Section title={t('page.children')}>
            <RelatedRows
              runId={runId}
              rows={prepared.children.items}
              labelOf={labelOf}
              none={t('page.noChildren')}
            />
          </Section>
        )}
        <Section title={t('page.attempts')}>
          <RowAttempts row={row} />
        </Section>
        <Section title={t('page.technical')}>
          <Technical row={row} />
        </Section>
      </SimpleGrid>
    </Stack>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <Card withBorder padding="md" component="section">
      <Title order={2} size="h3" mb="sm">
        {title}
      </Title>
      {children}
    </Card>
  );
}

function Issues({ row, labelOf }: Pick<RowProps, 'row' | 'labelOf'>): ReactNode {
  const { t } = useTranslation(['rows', 'issues']);
  return (
    <Stack gap="xs">
      {row.issues.map((issue) => (
        <Alert
          key={`${issue.code} ${issue.message}`}
          color={issue.severity === 'error' ? 'red' : 'orange'}
          icon={issue.severity === 'error' ? <IconX aria-hidden /> : <IconAlertTriangle aria-hidden />}
          title={t(`issues:${issue.code}`)}
        >
          {issue.message}
          {issue.candidates !== undefined && issue.candidates.length > 0 && (
            <Text size="sm">{issue.candidates.join(', ')}</Text>
          )}
        </Alert>
      ))}
      {row.blocked_by !== null && (
        <Alert color="orange" icon={<IconLock aria-hidden />}>
          {t('waitsFor', { row: readableRow(row.blocked_by, labelOf) })}
        </Alert>
      )}
      {row.issues.length === 0 && row.blocked_by === null && (
        <Group gap={6}>
          <IconCircleCheck size={18} color="var(--mantine-color-green-filled)" aria-hidden />
          <Text size="sm">{t('page.noIssues')}</Text>
        </Group>
      )}
    </Stack>
  );
}

function Technical({ row }: { readonly row: RowDetail }): ReactNode {
  const { t } = useTranslation(['rows', 'codes']);
  const facts = [
    ['model', row.model],
    ['sheet', row.sheet],
    ['externalId', row.external_id],
    ['record', row.record_id === null ? null : String(row.record_id)],
    ['rule', row.rule !== null && isKnown(codes.rule, row.rule) ? t(`codes:rule.${row.rule}`) : row.rule],
  ] as const;
  return (
    <Stack gap={6} component="dl" m={0}>
      {facts.map(([name, value]) =>
        value === null ? null : (
          <Group key={name} gap="xs" wrap="nowrap">
            <Text component="dt" size="sm" w={110} c="dimmed">
              {t(`page.facts.${name}`)}
            </Text>
            <Code component="dd" m={0} style={{ overflowWrap: 'anywhere' }}>
              {value}
            </Code>
          </Group>
        ),
      )}
    </Stack>
  );
}
