import type {
  DatasetProfile,
  ReferenceCandidate,
  SheetProfile,
} from '../../source/profile/dataset-profile.ts';
import { MODELS } from './catalogue/catalogue.ts';
import type { SuggestTarget } from './slots.ts';
import type { Junction, ModelCandidate } from './suggestion.ts';
import { wordsOf } from './words.ts';

type Rankings = ReadonlyMap<string, readonly ModelCandidate[]>;

export interface FoundJunctions {
  readonly junctions: ReadonlyMap<string, Junction>;
  /** Sheets whose model is known from the junction better than from themselves. */
  readonly models: Rankings;
}

/** A junction has its two references, and perhaps a number of its own. */
const MOST_COLUMNS = 3;
const SURE_MODEL = 0.55;
/** What a sheet's own name says, and not only some of its headers: no junction tells it otherwise. */
const VERY_SURE_MODEL = 0.7;

/**
 * Sheets of two references, each row joining a row of one sheet to a row of another: a many2many of the first one's model. Where the
 * other sheet's own model is not clear, it is what this field refers to: territories of employees are their tags.
 */
export function findJunctions(
  profile: DatasetProfile,
  rankings: Rankings,
  target: SuggestTarget,
): FoundJunctions {
  const junctions = new Map<string, Junction>();
  const models = new Map<string, readonly ModelCandidate[]>();
  for (const sheet of profile.sheets) {
    const found = readJunction(sheet, profile, rankings, target);
    if (!found) continue;
    junctions.set(sheet.sheet, found.junction);
    models.set(sheet.sheet, []);
    if (found.model) models.set(found.junction.to.sheet, found.model);
  }
  return { junctions, models };
}

function readJunction(
  sheet: SheetProfile,
  profile: DatasetProfile,
  rankings: Rankings,
  target: SuggestTarget,
): { readonly junction: Junction; readonly model: readonly ModelCandidate[] | null } | null {
  if (sheet.columns.length < 2 || sheet.columns.length > MOST_COLUMNS) return null;
  const ends = sheet.columns.flatMap(({ name }) => bestReference(sheet.sheet, name, profile) ?? []);
  const [a, b] = ends;
  if (!a || !b || ends.length > 2 || a.to.sheet === b.to.sheet) return null;
  const hasOwnKey = sheet.keys.some(({ columns }) => columns.length === 1);
  if (sheet.columns.length > 2 && hasOwnKey) return null;
  return joined(a, b, rankings, target) ?? joined(b, a, rankings, target);
}

function bestReference(sheet: string, column: string, profile: DatasetProfile): ReferenceCandidate | null {
  const words = new Set(wordsOf(column));
  const affinity = ({ to }: ReferenceCandidate) =>
    [...wordsOf(to.column), ...wordsOf(to.sheet)].filter((word) => words.has(word)).length;
  const found = profile.references
    .filter(({ from, to }) => from.sheet === sheet && from.column === column && to.sheet !== sheet)
    .filter(({ to }) =>
      profile.sheets.some(
        (other) =>
          other.sheet === to.sheet &&
          other.keys.some((key) => key.columns.length === 1 && key.columns[0] === to.column),
      ),
    )
    .sort((x, y) => affinity(y) - affinity(x) || y.containment - x.containment);
  return found[0] ?? null;
}

function joined(from: ReferenceCandidate, to: ReferenceCandidate, rankings: Rankings, target: SuggestTarget) {
  const model = rankings.get(from.to.sheet)?.[0];
  const other = rankings.get(to.to.sheet)?.[0];
  if (!model || model.confidence < SURE_MODEL) return null;
  const entry = MODELS[model.model];
  const fields = Object.values(target.snapshot.models[model.model]?.fields ?? {}).filter(
    ({ type, name }) => type === 'many2many' && entry && name in entry.fields,
  );
  const known = other !== undefined && other.confidence >= SURE_MODEL ? other : null;
  const fitting = fields.find(({ relation }) => relation === known?.model);
  const isDoubted = known === null || known.confidence < VERY_SURE_MODEL;
  const tags = isDoubted ? fields.find(({ relation }) => MODELS[relation ?? '']?.isTag === true) : undefined;
  const field = fitting ?? tags;
  if (!field?.relation) return null;
  const junction: Junction = {
    from: { sheet: from.to.sheet, column: from.from.column },
    to: { sheet: to.to.sheet, column: to.from.column },
    field: field.name,
  };
  if (fitting) return { junction, model: null };
  const reason = `the sheet "${from.from.sheet}" joins its rows to "${from.to.sheet}", as "${field.label}" does`;
  const first = { model: field.relation, confidence: 0.7, reason };
  const rest = (rankings.get(to.to.sheet) ?? []).filter(({ model: name }) => name !== field.relation);
  return { junction, model: [first, ...rest] };
}
