import { Group, Progress, Text, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../ui/format.ts';
import { OUTCOME_LOOK, OUTCOMES, type Outcome } from './states.tsx';

export type OutcomeCounts = Readonly<Partial<Record<Outcome, number>>>;

/** Outcomes as one bar of shares, with their words and numbers below unless `bare`. */
export function OutcomeBar({
  name,
  counts,
  total,
  bare = false,
  size = 12,
}: {
  /** What is counted, for who hears the page. */
  readonly name: string;
  readonly counts: OutcomeCounts;
  readonly total: number;
  readonly bare?: boolean;
  readonly size?: number;
}): ReactNode {
  const { t } = useTranslation();
  const parts = OUTCOMES.flatMap((outcome) => {
    const count = counts[outcome] ?? 0;
    return count === 0 ? [] : [{ outcome, count, text: `${t(`outcome.${outcome}`)} ${formatNumber(count)}` }];
  });
  const list = parts.map((part) => part.text).join(', ');
  return (
    <div>
      <Progress.Root size={size} role="img" aria-label={t('outcomesOf', { name, list })}>
        {parts.map(({ outcome, count, text }) => (
          <Tooltip key={outcome} label={text}>
            <Progress.Section
              value={total === 0 ? 0 : (100 * count) / total}
              color={OUTCOME_LOOK[outcome].color}
              withAria={false}
            />
          </Tooltip>
        ))}
      </Progress.Root>
      {!bare && (
        <Group gap="sm" mt={4}>
          {parts.map(({ outcome, text }) => {
            const { icon: Sign, color } = OUTCOME_LOOK[outcome];
            return (
              <Group key={outcome} gap={4} wrap="nowrap">
                <Sign size={14} color={`var(--mantine-color-${color}-filled)`} aria-hidden />
                <Text size="sm">{text}</Text>
              </Group>
            );
          })}
        </Group>
      )}
    </div>
  );
}
