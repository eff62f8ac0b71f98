import type { Stage } from './value-stage.ts';

/**
 * A value being made of each row: the column `v<id>` holds it, `e<id>` the position of the stage that failed (null: none).
 * All slots of a step go through the sheet together, one nested SELECT per level of stages.
 */
export interface Slot {
  readonly id: number;
  /** SQL over the base relation. */
  readonly source: string;
  readonly stages: readonly Stage[];
}

/** SQL of the base relation with the columns `v<id>` and `e<id>` of every slot added. */
export function compileSlots(slots: readonly Slot[], base: string): string {
  const sources = slots.map(({ id, source }) => `nullif(${source}, '') AS v${id}, NULL::SMALLINT AS e${id}`);
  let sql = `SELECT ${['*', ...sources].join(', ')} FROM ${base}`;
  const levels = Math.max(0, ...slots.map((slot) => slot.stages.length));
  for (let level = 0; level < levels; level += 1) {
    const replaced = slots.flatMap(({ id, stages }) => {
      const stage = stages[level];
      return stage === undefined ? [] : compileStage(id, level, stage);
    });
    sql = `SELECT * REPLACE (${replaced.join(', ')}) FROM (${sql})`;
  }
  return sql;
}

function compileStage(id: number, level: number, stage: Stage): readonly string[] {
  const v = `v${id}`;
  const value = `nullif(${stage.value(v)}, '')`;
  if (!stage.failure) return [`${value} AS ${v}`];
  const { when } = stage.failure;
  const marked = `coalesce(e${id}, ${level})`;
  if (!when) {
    const lost = `CASE WHEN ${v} IS NULL THEN e${id} ELSE ${marked} END`;
    return [
      `CASE WHEN (${stage.value(v)}) IS NULL THEN ${lost} ELSE e${id} END AS e${id}`,
      `${value} AS ${v}`,
    ];
  }
  const failed = `coalesce(${when(v)}, FALSE)`;
  // the condition stands first in both, where DuckDB evaluates a common expression of two CASEs only once
  return [
    `CASE WHEN ${failed} THEN ${marked} ELSE e${id} END AS e${id}`,
    `CASE WHEN ${failed} THEN NULL ELSE ${value} END AS ${v}`,
  ];
}
