import { checkCall } from './check-call.ts';
import { readConstant, readType } from './check-values.ts';
import type { FormulaProblem } from './formula.ts';
import {
  type Checked,
  type Checking,
  caseNode,
  castNode,
  columnNode,
  isNode,
  NULL_NODE,
  nodesOf,
  operatorNode,
  type SyntaxNode,
} from './syntax-nodes.ts';
import { alike, compared, together, united } from './value-kinds.ts';

/** A cell is reckoned with this many characters where the length of a result is estimated. */
const CELL_LENGTH = 1000;
const MOST_CHARACTERS = 200_000;
const MAX_DEPTH = 150;
const MAX_NODES = 1000;

export interface CheckInput {
  /** The parsed statement, as the engine tells it. */
  readonly tree: unknown;
  /** What stands in double quotes in the text. */
  readonly quoted: readonly string[];
  readonly prefix: string;
  /** Position in the formula of a place in the tree. */
  readonly placeOf: (location: unknown) => number | null;
}

export type SyntaxCheck =
  | { readonly ok: true; readonly node: SyntaxNode; readonly columns: readonly string[] }
  | { readonly ok: false; readonly problems: readonly FormulaProblem[] };

const REFUSED: Checked = { node: NULL_NODE, kind: 'null', most: 0 };

/**
 * Makes a new tree of what is allowed in the parsed one: nothing of the old one is taken over that was not looked at. All problems are
 * found.
 */
export function checkSyntax(input: CheckInput): SyntaxCheck {
  const problems: FormulaProblem[] = [];
  const columns: string[] = [];
  let depth = 0;
  let nodes = 0;
  const checking: Checking = {
    refuse: (node, message, wanted) => {
      const at = input.placeOf(node.query_location);
      problems.push({ at, message, ...(wanted === undefined ? {} : { wanted }) });
      return REFUSED;
    },
    check: (node) => {
      if (!isNode(node)) return REFUSED;
      nodes += 1;
      depth += 1;
      try {
        if (nodes > MAX_NODES || depth > MAX_DEPTH) {
          if (problems.some(({ message }) => message === TOO_LARGE)) return REFUSED;
          return checking.refuse({}, TOO_LARGE);
        }
        if (node.alias)
          return checking.refuse(node, 'Names for values and arguments are not allowed. Remove it.');
        const checked = checkNode(node, { input, checking, columns });
        if (checked.most <= MOST_CHARACTERS) return checked;
        checking.refuse(
          node,
          `This could give a text of ${Math.ceil(checked.most).toLocaleString('en-US')} characters. Repeat and replace less.`,
        );
        return REFUSED;
      } finally {
        depth -= 1;
      }
    },
  };
  const expression = onlyExpression(input.tree);
  if (typeof expression === 'string') return { ok: false, problems: [{ at: null, message: expression }] };
  const { node } = checking.check(expression);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, node, columns };
}

const TOO_LARGE = `The formula is nested too deeply or too long: ${MAX_DEPTH} levels and ${MAX_NODES} parts are read.`;

/** The expression of a statement that has nothing else, or what else it has. */
function onlyExpression(tree: unknown): SyntaxNode | string {
  const statements = isNode(tree) ? nodesOf(tree.statements) : [];
  const [statement] = statements;
  const select = statement?.node;
  if (statements.length !== 1 || !isNode(select) || select.type !== 'SELECT_NODE')
    return 'A formula is one expression, not a statement.';
  const list = nodesOf(select.select_list);
  const [expression] = list;
  const from = isNode(select.from_table) ? select.from_table.type : null;
  const ctes = isNode(select.cte_map) ? nodesOf(select.cte_map.map) : [];
  const isBare =
    from === 'EMPTY' &&
    ctes.length === 0 &&
    select.aggregate_handling === 'STANDARD_HANDLING' &&
    [select.where_clause, select.having, select.qualify, select.sample].every((part) => part === null) &&
    [select.modifiers, select.group_expressions, select.group_sets].every(
      (part) => Array.isArray(part) && part.length === 0,
    );
  if (!isBare)
    return 'A formula computes from its own row only: FROM, WHERE, ORDER BY, DISTINCT and the like are not allowed.';
  if (list.length !== 1 || expression === undefined)
    return 'A formula gives one value. Leave out the comma, or join texts with ||.';
  return expression;
}

interface Part {
  readonly input: CheckInput;
  readonly checking: Checking;
  readonly columns: string[];
}

function checkNode(node: SyntaxNode, part: Part): Checked {
  const { checking } = part;
  switch (node.class) {
    case 'CONSTANT':
      return readConstant(node, checking);
    case 'COLUMN_REF':
      return checkColumn(node, part);
    case 'FUNCTION':
      return checkCall(node, checking);
    case 'CAST':
      return checkCast(node, checking);
    case 'OPERATOR':
      return checkOperator(node, checking);
    case 'COMPARISON':
      return checkComparison(node, checking);
    case 'BETWEEN': {
      const values = [node.input, node.lower, node.upper].map((one) => checking.check(one));
      const [input, lower, upper] = alike(values).map((value) => value.node);
      return truth({ class: 'BETWEEN', type: 'COMPARE_BETWEEN', input, lower, upper });
    }
    case 'CONJUNCTION': {
      if (node.type !== 'CONJUNCTION_AND' && node.type !== 'CONJUNCTION_OR') break;
      const children = nodesOf(node.children).map((child) => checking.check(child).node);
      return truth({ class: 'CONJUNCTION', type: node.type, children });
    }
    case 'CASE':
      return checkCase(node, checking);
  }
  return checking.refuse(
    node,
    REASONS[String(node.class)] ?? `This (${String(node.class).toLowerCase()}) is not allowed in a formula.`,
  );
}

const REASONS: Readonly<Record<string, string>> = {
  SUBQUERY: 'A formula computes from its own row only: subqueries (SELECT) are not allowed.',
  WINDOW: 'A formula computes from its own row only: OVER and its functions are not allowed.',
  STAR: 'All columns at once (*) are not allowed. Name the columns in double quotes.',
  LAMBDA: 'Lambdas and arrows are not allowed in a formula.',
  PARAMETER: 'Parameters are not allowed. Write the value.',
  POSITIONAL_REFERENCE: 'Columns by number are not allowed. Name the column in double quotes.',
  COLLATE: 'COLLATE is not allowed. Compare lower(…) or strip_accents(…).',
  DEFAULT: 'DEFAULT is not allowed in a formula.',
};

function truth(node: SyntaxNode): Checked {
  return { node, kind: 'boolean', most: 5 };
}

function checkColumn(node: SyntaxNode, { input, checking, columns }: Part): Checked {
  const names = Array.isArray(node.column_names) ? node.column_names.map(String) : [];
  const [name = ''] = names;
  if (names.length !== 1)
    return checking.refuse(
      node,
      `"${names.join('"."')}" is no column: a name has one part. Write the whole header in double quotes.`,
    );
  if (!input.quoted.includes(name))
    return checking.refuse(
      node,
      `"${name}" stands without quotes. Write a column as "${name}" and a text as '${name}'.`,
    );
  if (!columns.includes(name)) columns.push(name);
  return { node: columnNode(`${input.prefix}${columns.indexOf(name)}`), kind: 'text', most: CELL_LENGTH };
}

function checkCast(node: SyntaxNode, checking: Checking): Checked {
  const child = checking.check(node.child);
  const type = readType(node.cast_type);
  if (type === null)
    return checking.refuse(
      node,
      'This type is not allowed. It is one of VARCHAR, INTEGER, BIGINT, DOUBLE, DECIMAL(p, s), BOOLEAN, DATE, TIMESTAMP, TIME, INTERVAL.',
    );
  const most = type.kind === 'text' ? child.most : 40;
  return { node: castNode(child.node, type.id, type.info, node.try_cast === true), kind: type.kind, most };
}

const CONDITIONS = new Set(['OPERATOR_NOT', 'OPERATOR_IS_NULL', 'OPERATOR_IS_NOT_NULL']);

function checkOperator(node: SyntaxNode, checking: Checking): Checked {
  const type = String(node.type);
  const values = nodesOf(node.children).map((child) => checking.check(child));
  const nodes = values.map((value) => value.node);
  const most = Math.max(0, ...values.map((value) => value.most));
  if (CONDITIONS.has(type)) return truth(operatorNode(type, nodes));
  if (type === 'COMPARE_IN' || type === 'COMPARE_NOT_IN')
    return truth(
      operatorNode(
        type,
        alike(values).map((value) => value.node),
      ),
    );
  if (type === 'OPERATOR_COALESCE')
    return {
      node: operatorNode(
        type,
        united(values).map((value) => value.node),
      ),
      kind: together(values),
      most,
    };
  if (type === 'OPERATOR_TRY')
    return { node: operatorNode(type, nodes), kind: values[0]?.kind ?? 'null', most };
  return checking.refuse(node, `This (${type.toLowerCase()}) is not allowed in a formula.`);
}

const COMPARISONS = new Set([
  'COMPARE_EQUAL',
  'COMPARE_NOTEQUAL',
  'COMPARE_LESSTHAN',
  'COMPARE_GREATERTHAN',
  'COMPARE_LESSTHANOREQUALTO',
  'COMPARE_GREATERTHANOREQUALTO',
  'COMPARE_DISTINCT_FROM',
  'COMPARE_NOT_DISTINCT_FROM',
]);

function checkComparison(node: SyntaxNode, checking: Checking): Checked {
  const type = String(node.type);
  if (!COMPARISONS.has(type)) return checking.refuse(node, 'This comparison is not allowed.');
  return truth(compared(type, checking.check(node.left), checking.check(node.right)));
}

function checkCase(node: SyntaxNode, checking: Checking): Checked {
  const checks = nodesOf(node.case_checks).map((one) => ({
    when: checking.check(one.when_expr).node,
    value: checking.check(one.then_expr),
  }));
  const otherwise = checking.check(node.else_expr);
  const values = [...checks.map(({ value }) => value), otherwise];
  const nodes = united(values).map(({ node: made }) => made);
  return {
    node: caseNode(
      checks.map(({ when }, i) => ({ when, value: nodes[i] ?? NULL_NODE })),
      nodes.at(-1) ?? NULL_NODE,
    ),
    kind: together(values),
    most: Math.max(...values.map((value) => value.most)),
  };
}
