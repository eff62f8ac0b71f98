import { Accordion, Code, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/client.ts';
import { OutcomeBar } from '../../../components/outcome-bar.tsx';
import { codes } from '../../../texts/en/codes.ts';
import { isKnown } from '../../../texts/known.ts';
import { formatDateTime, formatSeconds, formatTime } from '../../../ui/format.ts';

type RowDetail = Schemas['RunRowDetail'];

/** The batches that a row was in, and below, folded, what Odoo said meanwhile. */
export function RowAttempts({ row }: { readonly row: RowDetail }): ReactNode {
  const { t } = useTranslation(['rows', 'runs']);
  const nameOf = ({ batch, kind }: RowDetail['attempts'][number]) =>
    t('page.attempt', { batch, kind: t(`runs:event.kind.${kind}`) });
  return (
    <Stack gap="sm">
      {row.attempts.length === 0 && <Text size="sm">{t('page.noAttempts')}</Text>}
      {row.attempts.map((attempt) => (
        <Stack key={attempt.batch} gap={2}>
          <Text size="sm" fw={500}>
            {nameOf(attempt)}
          </Text>
          <Text size="sm">
            {[
              t('page.attemptRows', { rows: attempt.rows, at: formatDateTime(attempt.sent_at) }),
              attempt.settled_at === null
                ? t('page.inFlight')
                : t('page.attemptTook', {
                    time: formatSeconds(
                      (Date.parse(attempt.settled_at) - Date.parse(attempt.sent_at)) / 1000,
                    ),
                  }),
              ...(attempt.workers > 1 ? [t('page.workers', { count: attempt.workers })] : []),
            ].join(' · ')}
          </Text>
          {attempt.counts !== null && (
            <OutcomeBar name={nameOf(attempt)} counts={attempt.counts} total={attempt.rows} size={8} />
          )}
        </Stack>
      ))}
      {row.failed_calls.length > 0 && <Said calls={row.failed_calls} />}
    </Stack>
  );
}

function Said({ calls }: { readonly calls: RowDetail['failed_calls'] }): ReactNode {
  const { t } = useTranslation(['rows', 'codes']);
  return (
    <Accordion variant="contained">
      <Accordion.Item value="said">
        <Accordion.Control>{t('page.said')}</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="xs">
            {calls.map((call) => (
              <div key={`${call.at} ${call.message}`}>
                <Group gap="xs">
                  <Text size="sm">{formatTime(call.at)}</Text>
                  <Text size="sm" fw={500}>
                    {isKnown(codes.fault, call.reason) ? t(`codes:fault.${call.reason}`) : call.reason}
                  </Text>
                </Group>
                <Code block>{call.message}</Code>
              </div>
            ))}
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
