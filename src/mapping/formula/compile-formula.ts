import { type Engine, EngineError } from '../../source/engine.ts';
import { sqlText } from '../../source/sql-text.ts';
import { checkSyntax } from './check-syntax.ts';
import type { CompiledFormulas, FormulaAnswer, FormulaProblem } from './formula.ts';
import { formulaSource } from './formula-stage.ts';
import { scanFormula } from './scan-formula.ts';
import { essenceOf, isNode, type SyntaxNode, selectTree } from './syntax-nodes.ts';

const SELECT = 'SELECT ';
const MOST_TREE = 500_000;
/** What a result may be; each has a text that fields take. */
const GIVEN =
  /^(VARCHAR|"?NULL"?|(TINY|SMALL|BIG|HUGE|U?BIG|UTINY|USMALL|UHUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL\(\d+,\d+\)|BOOLEAN|DATE|TIMESTAMP|TIME)$/;

export async function compileFormulas(engine: Engine, texts: readonly string[]): Promise<CompiledFormulas> {
  const compiled = new Map<string, FormulaAnswer>();
  for (const text of new Set(texts)) compiled.set(text, await compileFormula(engine, text));
  return compiled;
}

/**
 * From the user's text to SQL of ours. The text reaches the engine as a literal to be parsed, never as a statement; what is run later
 * is written anew from a tree that was made of allowed parts, and parsed once more to see that it still says the same.
 */
export async function compileFormula(engine: Engine, text: string): Promise<FormulaAnswer> {
  try {
    return await compileText(engine, text);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return whole(
      error.reason === 'sql'
        ? `The engine does not read the formula: ${engineWords(error.message, { prefix: 'cell_', columns: [] })}`
        : 'The formula takes more time or memory than it may to be read. Write it in a simpler way.',
    );
  }
}

async function compileText(engine: Engine, text: string): Promise<FormulaAnswer> {
  const { columns: quoted, problem } = scanFormula(text);
  if (problem !== null) return { ok: false, problems: [problem] };
  const tree = await parse(engine, text);
  if ('problem' in tree) return { ok: false, problems: [tree.problem] };
  const prefix = freePrefix(text);
  const checked = checkSyntax({ tree: tree.value, quoted, prefix, placeOf: placesIn(text) });
  if (!checked.ok) return checked;
  const sql = await rebuild(engine, checked.node);
  if (sql === null)
    return whole(
      'The formula cannot be written anew without a doubt about what it means. Write it in a simpler way.',
    );
  const { columns } = checked;
  return bind(engine, text, { sql, prefix, columns });
}

function whole(message: string): FormulaAnswer {
  return { ok: false, problems: [{ at: null, message }] };
}

type Found<T> = { readonly value: T } | { readonly problem: FormulaProblem };

async function parse(engine: Engine, text: string): Promise<Found<unknown>> {
  const [row] = await engine.rows<{ tree: string }>(
    `SELECT json_serialize_sql(${sqlText(SELECT + text)}, skip_null := false, skip_empty := false)::VARCHAR AS tree`,
  );
  const tree: unknown = JSON.parse(row?.tree ?? 'null');
  if (!isNode(tree) || tree.error === false) return { value: tree };
  const { error_message: words } = tree;
  const said = (typeof words === 'string' ? words : 'syntax error').split('\n')[0] ?? '';
  const why = /depth/i.test(said) ? 'it is nested too deeply' : said;
  const at = tree.position === undefined ? null : placesIn(text)(Number(tree.position));
  return { problem: { at, message: `The formula is no expression as the engine reads it: ${why}.` } };
}

/** Places of the engine count the bytes of the statement. */
function placesIn(text: string): (location: unknown) => number | null {
  const bytes = Buffer.from(SELECT + text);
  return (location) => {
    if (typeof location !== 'number' || location < SELECT.length || location > bytes.length) return null;
    return bytes.subarray(0, location).toString().length - SELECT.length;
  };
}

function freePrefix(text: string): string {
  let prefix = 'cell_';
  while (text.toLowerCase().includes(prefix)) prefix = `x${prefix}`;
  return prefix;
}

/** Null: the engine does not read its own words as the tree that they were made of. */
async function rebuild(engine: Engine, node: SyntaxNode): Promise<string | null> {
  const made = selectTree(node);
  const json = JSON.stringify(made);
  if (json.length > MOST_TREE) return null;
  const [row] = await engine.rows<{ sql: string }>(
    `SELECT json_deserialize_sql(${sqlText(json)}::JSON) AS sql`,
  );
  const sql = row?.sql ?? '';
  if (!sql.startsWith(SELECT)) return null;
  const [again] = await engine.rows<{ tree: string }>(
    `SELECT json_serialize_sql(${sqlText(sql)})::VARCHAR AS tree`,
  );
  const same =
    JSON.stringify(essenceOf(JSON.parse(again?.tree ?? 'null'))) === JSON.stringify(essenceOf(made));
  return same ? sql.slice(SELECT.length) : null;
}

interface Binding {
  readonly sql: string;
  readonly prefix: string;
  readonly columns: readonly string[];
}

/**
 * Whether its functions take what they are given, and what is written out can be computed: the engine computes that before any row,
 * and outside of TRY. Planned over a relation of no rows.
 */
async function bind(engine: Engine, text: string, { sql, prefix, columns }: Binding): Promise<FormulaAnswer> {
  const cells = columns.map((_, i) => `range::VARCHAR AS ${prefix}${i}`);
  const from = `FROM (SELECT ${['range AS src_row', ...cells].join(', ')} FROM range(0))`;
  try {
    const [row] = await engine.rows<{ column_type: string }>(`DESCRIBE SELECT (${sql}) AS value ${from}`);
    const type = row?.column_type ?? '';
    if (!GIVEN.test(type))
      return whole(
        `The formula gives a value of type ${type}, which no field takes. Give a text, a number, a boolean or a date.`,
      );
    const formula = { text, columns, type, sql, prefix };
    const source = formulaSource(formula, (column) => `${prefix}${columns.indexOf(column)}`);
    await engine.rows(`SELECT ${source} AS value ${from}`);
    return { ok: true, formula };
  } catch (error) {
    if (!(error instanceof EngineError) || error.reason !== 'sql') throw error;
    return whole(engineWords(error.message, { prefix, columns }));
  }
}

/** The first line of what the engine says, with the names of the columns. */
export function engineWords(message: string, { prefix, columns }: Omit<Binding, 'sql'>): string {
  const line = (message.split('\n')[0] ?? '').replace(/^[A-Z][A-Za-z ]* Error: /, '');
  const named = line
    .replace(new RegExp(`${prefix}(\\d+)`, 'g'), (_, i: string) => `"${columns[Number(i)] ?? ''}"`)
    .replace("string 'division by zero' to INT8", 'a number divided by zero');
  return `${named.slice(0, 300).replace(/\.$/, '')}.`;
}
