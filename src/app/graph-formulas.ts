import { compileFormulas } from '../mapping/formula/compile-formula.ts';
import type { CompiledFormulas } from '../mapping/formula/formula.ts';
import { formulaTexts } from '../plan/check-formulas.ts';
import type { GraphSpec } from '../plan/graph-spec.ts';
import { openEngine } from '../source/engine-client.ts';

/** Nothing but the texts of formulas goes into this engine. */
const FORMULA_ENGINE = { memoryLimitMb: 128, threads: 1, timeoutMs: 10_000, computesFormulas: true } as const;

/** The formulas of a graph, to be spread into what checks and prepares it; a graph without any opens no engine. */
export async function graphFormulas(spec: GraphSpec): Promise<{ readonly formulas?: CompiledFormulas }> {
  const texts = formulaTexts(spec);
  if (texts.length === 0) return {};
  const engine = await openEngine(FORMULA_ENGINE);
  try {
    return { formulas: await compileFormulas(engine, texts) };
  } finally {
    await engine.close();
  }
}
