import { Box, ScrollArea, Text } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Run } from '../run-record.ts';
import { CARD, placeInLayers } from './layers.ts';
import { NodeCard } from './node-card.tsx';
import { useRates } from './use-rates.ts';

export interface RunGraphProps {
  readonly run: Run;
  readonly labelOf: (node: string) => string;
  readonly refersTo: ReadonlyMap<string, readonly string[]>;
}

/** The graph of a run in layers, each node with how far it is. */
export function RunGraph({ run, labelOf, refersTo }: RunGraphProps): ReactNode {
  const { t } = useTranslation('runs');
  const { nodes } = run.progress;
  const rates = useRates(run);
  const ids = nodes.map((node) => node.node_id).join(' ');
  const layers = useMemo(() => placeInLayers(ids.split(' '), refersTo), [ids, refersTo]);
  if (nodes.length === 0)
    return (
      <Text c="dimmed" ta="center" py="xl">
        {t('node.none')}
      </Text>
    );
  const byId = new Map(nodes.map((node) => [node.node_id, node]));
  return (
    <ScrollArea
      type="auto"
      offsetScrollbars
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('node.nodes') }}
    >
      <Box pos="relative" w={layers.width} h={layers.height} mx="auto" my={4}>
        <svg
          width={layers.width}
          height={layers.height}
          aria-hidden
          style={{ position: 'absolute', inset: 0 }}
        >
          <title>{t('node.nodes')}</title>
          {layers.edges.map(({ id, path }) => (
            <path key={id} d={path} fill="none" stroke="var(--mantine-color-gray-5)" strokeWidth={1.5} />
          ))}
        </svg>
        {layers.nodes.map(({ id, x, y }) => {
          const node = byId.get(id);
          return node === undefined ? null : (
            <Box key={id} pos="absolute" left={x} top={y} w={CARD.width}>
              <NodeCard runId={run.id} node={node} label={labelOf(id)} rate={rates.get(id) ?? null} />
            </Box>
          );
        })}
      </Box>
    </ScrollArea>
  );
}
