import type { ColumnFlaw, ColumnProfile } from '../../source/profile/dataset-profile.ts';
import type { StepDraft } from './cleaning.ts';

/** What is wrong with the writing, whatever the cells mean. */
export function proposeTexts({ flaws, filled }: ColumnProfile, rows: number): readonly StepDraft[] {
  const found = new Map(flaws.map((flaw) => [flaw.flaw, flaw]));
  return [
    ...nullTokens(found.get('null_token'), rows),
    ...draft(found.get('mojibake'), filled, {
      kind: 'encoding',
      reason: 'Letters were read in a wrong encoding; they become what they were.',
      transforms: ['repair_encoding'],
    }),
    ...draft(found.get('html_entities'), filled, {
      kind: 'html_entities',
      reason: 'Entities of HTML become the characters they stand for.',
      transforms: ['unescape_html'],
    }),
    ...spaces(found, filled),
  ];
}

function draft(
  flaw: ColumnFlaw | undefined,
  filled: number,
  step: Pick<StepDraft, 'kind' | 'reason' | 'transforms'>,
): readonly StepDraft[] {
  return flaw === undefined ? [] : [{ ...step, share: flaw.rows / filled, samples: flaw.samples }];
}

function nullTokens(flaw: ColumnFlaw | undefined, rows: number): readonly StepDraft[] {
  if (flaw === undefined) return [];
  const reason = `${flaw.samples.map((token) => `"${token}"`).join(', ')} means that there is no value; the cell counts as empty.`;
  return [
    {
      kind: 'null_tokens',
      reason,
      share: flaw.rows / rows,
      nullTokens: flaw.samples,
      samples: flaw.samples.slice(0, 1),
    },
  ];
}

/** Spaces inside are collapsed, which trims as well. */
function spaces(found: ReadonlyMap<ColumnFlaw['flaw'], ColumnFlaw>, filled: number): readonly StepDraft[] {
  const inner = found.get('inner_spaces');
  const outer = found.get('outer_spaces');
  if (inner !== undefined) {
    const samples = [...inner.samples, ...(outer?.samples ?? [])];
    const reason = 'Several spaces, tabs or line ends inside become one space.';
    const share = Math.max(inner.rows, outer?.rows ?? 0) / filled;
    return [{ kind: 'spaces', reason, share, transforms: ['collapse_spaces'], samples }];
  }
  return draft(outer, filled, {
    kind: 'spaces',
    reason: 'Spaces around the text are taken away.',
    transforms: ['trim'],
  });
}
