import type { Issue } from '../issue.ts';
import type { CompiledFormulas, FormulaProblem } from '../mapping/formula/formula.ts';
import { FORMULA_CONSTRUCTS, FORMULA_FUNCTIONS } from '../mapping/formula/formula-functions.ts';
import { graphError } from './graph-issue.ts';
import type { GraphSpec, ModelNode } from './graph-spec.ts';
import { didYouMean } from './nearest-name.ts';

/** The formulas of a graph. */
export function formulaTexts(spec: GraphSpec): readonly string[] {
  return spec.nodes.flatMap((node) =>
    node.type === 'model'
      ? Object.values(node.data.fields).flatMap((mapping) => ('formula' in mapping ? [mapping.formula] : []))
      : [],
  );
}

/** Every problem of every formula; one that was not compiled is not looked at. */
export function checkFormulas(
  models: ReadonlyMap<string, ModelNode>,
  formulas: CompiledFormulas,
): readonly Issue[] {
  return [...models.values()].flatMap((node) =>
    Object.entries(node.data.fields).flatMap(([field, mapping]) => {
      const answer = 'formula' in mapping ? formulas.get(mapping.formula) : undefined;
      if (!answer || answer.ok || !('formula' in mapping)) return [];
      const { formula } = mapping;
      return answer.problems.map((problem) =>
        graphError('formula_invalid', { node: node.id, field }, formulaSentence(formula, problem)),
      );
    }),
  );
}

/** `At character 5 (sum("Qty")): The function …` */
export function formulaSentence(formula: string, { at, message, wanted }: FormulaProblem): string {
  const near = wanted === undefined ? '' : didYouMean(wanted, NAMES);
  const text = `${message}${near}`;
  if (at === null) return text;
  const shown = formula.slice(at, at + SHOWN).replaceAll(/\s+/g, ' ');
  return `at character ${at + 1} (${shown}${formula.length > at + SHOWN ? '…' : ''}): ${text}`;
}

const SHOWN = 30;
const NAMES = [...FORMULA_FUNCTIONS, ...FORMULA_CONSTRUCTS].map(({ name }) => name);
