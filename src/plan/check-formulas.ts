import type { Issue } from '../issue.ts';
import type { FieldMapping, KeyPart } from '../mapping/field-mapping.ts';
import type { CompiledFormulas, FormulaProblem } from '../mapping/formula/formula.ts';
import { FORMULA_CONSTRUCTS, FORMULA_FUNCTIONS } from '../mapping/formula/formula-functions.ts';
import { graphError } from './graph-issue.ts';
import type { GraphSpec, ModelData, ModelNode } from './graph-spec.ts';
import { didYouMean } from './nearest-name.ts';
import { referenceParts } from './valid-graph.ts';

/** The formulas of a graph. */
export function formulaTexts(spec: GraphSpec): readonly string[] {
  return spec.nodes.flatMap((node) =>
    node.type === 'model' ? formulasOf(node.data).map(({ formula }) => formula) : [],
  );
}

interface PlacedFormula {
  /** Left out: the key. */
  readonly field?: string;
  readonly formula: string;
}

function formulasOf({ key, fields }: ModelData): readonly PlacedFormula[] {
  return [
    ...key.flatMap(partFormulas).map((formula) => ({ formula })),
    ...Object.entries(fields).flatMap(([field, mapping]) =>
      mappingFormulas(mapping).map((formula) => ({ field, formula })),
    ),
  ];
}

function mappingFormulas(mapping: FieldMapping): readonly string[] {
  if ('formula' in mapping) return [mapping.formula];
  if (!('reference' in mapping)) return [];
  const { reference } = mapping;
  if ('node' in reference) return referenceParts(reference).flatMap(partFormulas);
  return reference.formula === undefined ? [] : [reference.formula];
}

function partFormulas(part: KeyPart): readonly string[] {
  return typeof part !== 'string' && 'formula' in part ? [part.formula] : [];
}

/** Every problem of every formula; one that was not compiled is not looked at. */
export function checkFormulas(
  models: ReadonlyMap<string, ModelNode>,
  formulas: CompiledFormulas,
): readonly Issue[] {
  return [...models.values()].flatMap((node) =>
    formulasOf(node.data).flatMap(({ formula, ...place }) => {
      const answer = formulas.get(formula);
      if (!answer || answer.ok) return [];
      return answer.problems.map((problem) =>
        graphError('formula_invalid', { node: node.id, ...place }, formulaSentence(formula, problem)),
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
