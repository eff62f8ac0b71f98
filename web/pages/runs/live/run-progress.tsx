import { Alert, Card, Group, Progress, Stack, Text } from '@mantine/core';
import { IconHourglass, IconInfoCircle, IconPlayerPause, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OutcomeBar } from '../../../components/outcome-bar.tsx';
import { runs } from '../../../texts/en/runs.ts';
import { isKnown } from '../../../texts/known.ts';
import { formatSeconds, formatShare, formatTime } from '../../../ui/format.ts';
import { LinkButton } from '../../../ui/links.tsx';
import { countsOf, isOver, isUndone, type Run } from '../run-record.ts';

/** How far the whole run is, what it waits for, and what became of its rows. */
export function RunProgress({ run }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation('runs');
  const { progress } = run;
  const counts = countsOf(progress.nodes);
  const total = progress.nodes.reduce((sum, node) => sum + (node.rows_total ?? 0), 0);
  return (
    <Card withBorder padding="md">
      <Stack gap="sm">
        <Group justify="space-between" align="baseline">
          <Group gap="md" align="baseline">
            <Text fz={28} fw={700} lh={1} style={{ fontVariantNumeric: 'tabular-nums' }}>
              {formatShare(progress.percentage / 100)}
            </Text>
            <DoneText run={run} />
          </Group>
          {!isOver(run) && run.status !== 'paused' && <Speed run={run} />}
        </Group>
        {run.status === 'rolling_back' ? (
          <Progress value={progress.percentage} size="sm" aria-label={t('progress.label')} />
        ) : (
          <OutcomeBar name={t('outcomes')} counts={counts} total={total} />
        )}
        <Notes run={run} />
      </Stack>
    </Card>
  );
}

function DoneText({ run }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation('runs');
  const { rows_done: done, rows_total: total, nodes } = run.progress;
  const isCounted = nodes.length > 0 && nodes.every((node) => node.rows_total !== null);
  if (!isCounted && (run.status === 'paused' || isOver(run))) return null;
  const key = run.status === 'rolling_back' ? 'undone' : isCounted ? 'done' : 'counting';
  return <Text style={{ fontVariantNumeric: 'tabular-nums' }}>{t(`progress.${key}`, { done, total })}</Text>;
}

function Speed({ run }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation('runs');
  const { rows_per_second: rate, eta_seconds: eta } = run.progress;
  return (
    <Group gap="md">
      {rate !== null && rate > 0 && <Text size="sm">{t('progress.rate', { rate })}</Text>}
      <Text size="sm">
        {eta === null ? t('progress.etaUnknown') : t('progress.eta', { time: formatSeconds(eta) })}
      </Text>
    </Group>
  );
}

/** In what the server says of a wait. */
const ISO_TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z/;

function Notes({ run }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation('runs');
  const waiting = run.progress.waiting_for;
  return (
    <>
      {waiting !== null && (
        <Alert
          color="yellow"
          icon={<IconHourglass aria-hidden />}
          title={t('progress.waiting')}
          role="status"
        >
          {waiting.replace(ISO_TIME, formatTime)}
        </Alert>
      )}
      {run.status === 'paused' && <PauseNote run={run} />}
      {run.error_message !== null && run.status !== 'paused' && (
        <Alert color="red" icon={<IconX aria-hidden />} role="alert">
          {run.error_message}
        </Alert>
      )}
      {run.kind === 'check' && !isUndone(run) && (
        <Group gap={6} wrap="nowrap">
          <IconInfoCircle size={16} aria-hidden />
          <Text size="sm">{t('progress.wouldBe')}</Text>
        </Group>
      )}
    </>
  );
}

/** What the reason says whole, without the server's message. */
const SAID: ReadonlySet<string> = new Set(['requested', 'credentials']);
/** What is mended in the connection. */
const OF_CONNECTION: ReadonlySet<string> = new Set(['credentials', 'certificate', 'odoo_unavailable']);

/** Why it is paused, what Odoo said, and where to mend it. */
function PauseNote({ run }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation('runs');
  const reason = run.pause_reason ?? '';
  return (
    <Alert color="yellow" icon={<IconPlayerPause aria-hidden />} role="status">
      <Group justify="space-between" gap="sm">
        <div>
          <Text size="sm" fw={600}>
            {t(isKnown(runs.pauseReason, reason) ? `pauseReason.${reason}` : 'pauseReason.other', { reason })}
          </Text>
          {!SAID.has(reason) && <Text size="sm">{run.error_message}</Text>}
        </div>
        {OF_CONNECTION.has(reason) && (
          <LinkButton
            to="/connections/$connectionId"
            params={{ connectionId: run.connection_id }}
            size="xs"
            variant="default"
          >
            {t('openConnection')}
          </LinkButton>
        )}
      </Group>
    </Alert>
  );
}
