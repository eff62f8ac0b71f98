import type { ModelSchema } from '../../mapping/target-schema.ts';
import { vanishedAction } from '../../plan/graph-spec.ts';
import type { PreparedRun } from '../prepared-run.ts';
import type { StepWork } from '../step-work.ts';
import { archiveRows } from './archive-rows.ts';
import { deleteVanished } from './delete-vanished.ts';
import { suggestRenames } from './suggest-renames.ts';
import type { VanishPolicy } from './vanished-store.ts';

/**
 * After all steps of a run: which rows of earlier runs the dataset has no more, and what their nodes ask to be done with the records.
 * Children first, for Odoo may refuse to archive what others still use. A check foretells it, a retry sees only a part of the data.
 */
export async function handleVanished(
  works: readonly StepWork[],
  prepared: PreparedRun,
  models: Readonly<Record<string, ModelSchema>>,
): Promise<void> {
  const [first] = works;
  if (!first || first.control.stopping !== null || first.lease.state.kind === 'retry') return;
  await first.lease.vanished.find(works.map(policyOf));
  for (const work of works) await suggestRenames(work, prepared);
  if (first.lease.state.kind === 'check') return;
  for (const work of works.toReversed()) if (actionOf(work) === 'archive') await archiveAll(work);
  await deleteVanished(
    works.filter((work) => actionOf(work) === 'delete'),
    models,
  );
}

function policyOf({ prepared }: StepWork): VanishPolicy {
  const { node, data } = prepared.step;
  const of = data.on_vanished;
  return { node, action: vanishedAction(of), evenMoreThanHalf: typeof of === 'object' && of.more_than_half };
}

function actionOf(work: StepWork): VanishPolicy['action'] {
  return policyOf(work).action;
}

async function archiveAll(work: StepWork): Promise<void> {
  const { node } = work.prepared.step;
  for (;;) {
    if (work.control.stopping !== null) return;
    const rows = await work.lease.vanished.open(node, work.batchSize);
    if (rows.length === 0) return;
    await archiveRows(work, rows);
  }
}
