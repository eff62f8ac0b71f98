import { takeArgument } from './check-arguments.ts';
import { FORMULA_FUNCTIONS, type FormulaFunction } from './formula-functions.ts';
import { lengthOf } from './result-length.ts';
import {
  type Checked,
  type Checking,
  callNode,
  caseNode,
  castNode,
  compareNode,
  constantNode,
  isNode,
  NULL_NODE,
  nodesOf,
  operatorNode,
  type SyntaxNode,
  textNode,
} from './syntax-nodes.ts';
import { added, alike, asNumber, asText, compared, computed, together } from './value-kinds.ts';

const FUNCTIONS: ReadonlyMap<string, FormulaFunction> = new Map(
  FORMULA_FUNCTIONS.map((one) => [one.name, one]),
);
/** Other names of the engine for the same; the grammar itself uses some of them. */
const ALIASES: Readonly<Record<string, string>> = {
  instr: 'strpos',
  ceiling: 'ceil',
  pow: 'power',
  suffix: 'ends_with',
  prefix: 'starts_with',
  ucase: 'upper',
  lcase: 'lower',
  datediff: 'date_diff',
  datepart: 'date_part',
  datetrunc: 'date_trunc',
};
const LIKES = new Set(['~~', '!~~', '~~*', '!~~*']);

/** A function or an operator: on the list, with arguments it can take, and nothing attached to it. */
export function checkCall(node: SyntaxNode, checking: Checking): Checked {
  const name = String(node.function_name).toLowerCase();
  const children = nodesOf(node.children);
  const isOurs = (!node.schema || node.schema === 'main') && !node.catalog;
  if (!isOurs)
    return checking.refuse(
      node,
      `Functions of a schema, and functions behind a dot, are not allowed. Write ${name}(…).`,
    );
  const orders = isNode(node.order_bys) ? nodesOf(node.order_bys.orders) : [];
  if (node.distinct || node.filter || node.export_state || orders.length > 0)
    return checking.refuse(node, 'DISTINCT, ORDER BY and FILTER are not allowed in a formula.');
  if (node.is_operator === true || LIKES.has(name)) return checkSign(node, { name, children }, checking);
  const known = FUNCTIONS.get(Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name);
  if (!known) return checking.refuse(node, unknownFunction(name), name);
  const most = known.repeats ? 100 : known.takes.length;
  const least = known.takes.length - (known.optional ?? 0);
  if (children.length < least || children.length > most)
    return checking.refuse(
      node,
      `${name} is written ${known.signature}; this one has ${children.length} arguments.`,
    );
  const values = children.map((child, i) => {
    const argument = known.takes[Math.min(i, known.takes.length - 1)] ?? 'any';
    return takeArgument({ call: node, child, argument, name }, checking);
  });
  return called(known, values);
}

function called(known: FormulaFunction, values: readonly Checked[]): Checked {
  const [first, second] = values;
  const nodes = values.map((value) => value.node);
  const most = lengthOf(known.name, values);
  if (known.name === 'nullif' && first && second) {
    const equal = compared('COMPARE_EQUAL', first, second);
    return { node: caseNode([{ when: equal, value: NULL_NODE }], first.node), kind: first.kind, most };
  }
  if (known.name === 'mod' && first && second) return divided('%', first, second);
  if (known.name === 'greatest' || known.name === 'least') {
    const same = alike(values);
    return {
      node: callNode(
        known.name,
        same.map((value) => value.node),
      ),
      kind: together(same),
      most,
    };
  }
  const kind = known.gives === 'same' ? (first?.kind === 'double' ? 'double' : 'number') : known.gives;
  return { node: callNode(known.name, nodes), kind, most };
}

interface Sign {
  readonly name: string;
  readonly children: readonly SyntaxNode[];
}

function checkSign(node: SyntaxNode, { name, children }: Sign, checking: Checking): Checked {
  const [left, right, ...more] = children.map((child) => checking.check(child));
  if (more.length > 0 || !left) return checking.refuse(node, `The sign ${name} is not allowed here.`);
  if (LIKES.has(name) && right) return checkLike({ node, name, left, right }, checking);
  switch (name) {
    case '+':
    case '-':
      return right ? added(name, left, right) : computed(name, [left]);
    case '*':
    case '^':
    case '**':
      return right
        ? computed(name, [left, right])
        : checking.refuse(node, `The sign ${name} stands between two values.`);
    case '/':
    case '%':
      return right
        ? divided(name, left, right)
        : checking.refuse(node, `The sign ${name} stands between two values.`);
    case '||': {
      if (!right) break;
      const [a, b] = [asText(left), asText(right)];
      return { node: callNode('||', [a.node, b.node], true), kind: 'text', most: a.most + b.most };
    }
    case '//':
      return checking.refuse(node, 'Division without a rest is written floor(a / b).');
  }
  return checking.refuse(node, `The sign ${name} is not allowed in a formula.`);
}

/** The engine gives infinity or nothing where it divides by zero: here it must fail, as an issue of the row. */
function divided(name: string, left: Checked, right: Checked): Checked {
  const divisor = asNumber(right);
  if (typeof divisor.written === 'number' && divisor.written !== 0) return computed(name, [left, divisor]);
  const isZero = compareNode('COMPARE_EQUAL', divisor.node, constantNode('INTEGER', 0));
  const failing = castNode(textNode('division by zero'), 'TINYINT');
  const guarded = { ...divisor, node: caseNode([{ when: isZero, value: failing }], divisor.node) };
  return computed(name, [left, guarded]);
}

interface Like {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly left: Checked;
  readonly right: Checked;
}

/**
 * The engine searches a pattern piece by piece in one pass, unless it has `_` or disregards case: then each `%` multiplies the time by
 * the length of the text.
 */
function checkLike({ node, name, left, right }: Like, checking: Checking): Checked {
  const { written } = right;
  if (typeof written !== 'string')
    return checking.refuse(node, 'The pattern of LIKE must be written out as a text.');
  const isSlow = written.includes('_');
  const wildcards = written.split('%').length - 1;
  if (wildcards > (isSlow ? 2 : 20))
    return checking.refuse(
      node,
      `The pattern '${written.slice(0, 40)}' has too many %: at most 20, and 2 beside a _. Use regexp_matches.`,
    );
  const text = asText(left);
  const foldsCase = name.endsWith('*');
  const [value, pattern] = foldsCase
    ? [callNode('lower', [text.node]), textNode(written.toLowerCase())]
    : [text.node, textNode(written)];
  const like = callNode('~~', [value, pattern], true);
  return {
    node: name.startsWith('!') ? operatorNode('OPERATOR_NOT', [like]) : like,
    kind: 'boolean',
    most: 5,
  };
}

/** Why a function that exists elsewhere is not there. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [
    /^(now|today|random|setseed|u?u?id|gen_random|current_|get_current|transaction_timestamp|localtime|age$|version|txid|nextval|currval|connection_id)/,
    'it gives something else each time',
  ],
  [
    /^(read_|glob|parquet|csv|json|sniff|scan|copy|getenv|current_setting|getvariable|query|duckdb_|pragma|which_secret|load|install|attach|checkpoint|http|s3_|write_|from_substrait|sql_auto|in_search_path|enable_|disable_|force_)/,
    'it reaches beyond the row',
  ],
  [
    /^(sum|count|avg|min|max|string_agg|group_concat|first|last|any_value|arg_|median|mode|stddev|var_|quantile|row_number|rank|dense_rank|lag|lead|ntile|histogram|approx_)/,
    'a formula sees one row at a time',
  ],
  [
    /^(list|array|unnest|range|generate_|struct|map|row$|flatten|string_split|regexp_split|regexp_extract_all|split$|unpivot|union_)/,
    'values of a formula are single texts, numbers and dates',
  ],
];

function unknownFunction(name: string): string {
  const reason = REASONS.find(([pattern]) => pattern.test(name));
  return `The function "${name.slice(0, 100)}" is not one that a formula may call${reason ? `: ${reason[1]}` : ''}.`;
}
