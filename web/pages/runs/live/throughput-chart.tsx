import { Card, Text, Title, useMantineTheme } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { client } from '../../../api/client.ts';
import { dataOf } from '../../../api/data-of.ts';
import { Loaded } from '../../../components/loaded.tsx';
import { formatNumber, formatTime } from '../../../ui/format.ts';
import { isOver, type Run } from '../run-record.ts';

/** Rows settled by calls over the time of the run. */
export function ThroughputChart({ run }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation('runs');
  const query = useQuery({
    // Under the run's status: at its end the last rows are asked for once more.
    queryKey: ['run-throughput', run.id, run.status],
    queryFn: ({ signal }) =>
      dataOf(client.GET('/api/v1/runs/{id}/throughput', { params: { path: { id: run.id } }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: isOver(run) ? false : 2_000,
  });
  return (
    <Loaded query={query}>
      {({ slot_seconds: slot, points }) => {
        const rates = points.map(({ at, rows }) => ({ at: Date.parse(at), rate: rows / (slot ?? 1) }));
        return rates.length < 2 ? (
          <Text py="md">{t('chart.none')}</Text>
        ) : (
          <Card withBorder padding="md">
            <Title order={2} size="h3" mb="sm">
              {t('chart.title')}
            </Title>
            <Chart rates={rates} />
          </Card>
        );
      }}
    </Loaded>
  );
}

function Chart({
  rates,
}: {
  readonly rates: readonly { readonly at: number; readonly rate: number }[];
}): ReactNode {
  const { t } = useTranslation('runs');
  const { primaryColor } = useMantineTheme();
  const color = `var(--mantine-color-${primaryColor}-filled)`;
  const quiet = { fill: 'var(--mantine-color-text)', fontSize: 12 };
  const time = (at: unknown) => formatTime(new Date(Number(at)).toISOString());
  const rate = (value: unknown) => formatNumber(Number(value), { maximumFractionDigits: 1 });
  return (
    <ResponsiveContainer width="100%" height={280}>
      <AreaChart data={[...rates]} margin={{ left: 8, right: 16, top: 8 }} accessibilityLayer>
        <CartesianGrid stroke="var(--mantine-color-default-border)" vertical={false} />
        <XAxis dataKey="at" tickFormatter={time} tick={quiet} minTickGap={60} />
        <YAxis tickFormatter={rate} tick={quiet} width={64} />
        <Tooltip
          labelFormatter={time}
          formatter={(value) => [rate(value), t('chart.perSecond')]}
          contentStyle={{
            background: 'var(--mantine-color-body)',
            borderColor: 'var(--mantine-color-default-border)',
          }}
        />
        <Area
          type="linear"
          dataKey="rate"
          stroke={color}
          fill={color}
          fillOpacity={0.2}
          isAnimationActive={false}
        />
      </AreaChart>
    </ResponsiveContainer>
  );
}
