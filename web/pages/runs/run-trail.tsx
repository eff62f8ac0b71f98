import i18next from 'i18next';
import type { ReactNode } from 'react';
import { LinkAnchor } from '../../ui/links.tsx';
import type { Run } from './run-record.ts';

/** Runs › this run. */
export function runTrail(runId: string, run: Run | undefined): readonly ReactNode[] {
  const kind = i18next.t(`runs:kind.${run?.kind ?? 'run'}`);
  return [
    <LinkAnchor key="runs" to="/runs">
      {i18next.t('runs:title')}
    </LinkAnchor>,
    <LinkAnchor key="run" to="/runs/$runId" params={{ runId }}>
      {run === undefined ? kind : `${kind}: ${run.graph_name}`}
    </LinkAnchor>,
  ];
}
