import type { Kind } from './formula-functions.ts';

/** A node of the engine's syntax tree as JSON. */
export interface SyntaxNode {
  readonly [key: string]: unknown;
}

/** A part of the new tree: made of checked parts only, never a node as it was read. */
export interface Checked {
  readonly node: SyntaxNode;
  readonly kind: Kind;
  /** About how many characters it may have, for cells of an ordinary size. */
  readonly most: number;
  /** The value of a text or whole number that is written out. */
  readonly written?: string | number;
}

/** What the checks of single nodes need of the whole. */
export interface Checking {
  refuse(node: SyntaxNode, message: string, wanted?: string): Checked;
  check(node: unknown): Checked;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function nodesOf(value: unknown): readonly SyntaxNode[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function callNode(name: string, children: readonly SyntaxNode[], isOperator = false): SyntaxNode {
  return {
    class: 'FUNCTION',
    type: 'FUNCTION',
    function_name: name,
    schema: '',
    children,
    filter: null,
    order_bys: { type: 'ORDER_MODIFIER', orders: [] },
    distinct: false,
    is_operator: isOperator,
    export_state: false,
    catalog: '',
  };
}

export function operatorNode(type: string, children: readonly SyntaxNode[]): SyntaxNode {
  return { class: 'OPERATOR', type, children };
}

export function compareNode(type: string, left: SyntaxNode, right: SyntaxNode): SyntaxNode {
  return { class: 'COMPARISON', type, left, right };
}

export function constantNode(id: string, value: unknown, info: unknown = null): SyntaxNode {
  return {
    class: 'CONSTANT',
    type: 'VALUE_CONSTANT',
    value: { type: { id, type_info: info }, is_null: value === null, ...(value === null ? {} : { value }) },
  };
}

export const textNode = (text: string): SyntaxNode => constantNode('VARCHAR', text);

export const NULL_NODE = constantNode('NULL', null);

export function castNode(child: SyntaxNode, id: string, info: unknown = null, isTry = false): SyntaxNode {
  return {
    class: 'CAST',
    type: 'OPERATOR_CAST',
    child,
    cast_type: { id, type_info: info },
    try_cast: isTry,
  };
}

export function caseNode(
  checks: readonly { readonly when: SyntaxNode; readonly value: SyntaxNode }[],
  otherwise: SyntaxNode,
): SyntaxNode {
  return {
    class: 'CASE',
    type: 'CASE_EXPR',
    case_checks: checks.map(({ when, value }) => ({ when_expr: when, then_expr: value })),
    else_expr: otherwise,
  };
}

export function columnNode(name: string): SyntaxNode {
  return { class: 'COLUMN_REF', type: 'COLUMN_REF', column_names: [name] };
}

/** The one statement that computes this expression and nothing else. */
export function selectTree(expression: SyntaxNode): SyntaxNode {
  const node = {
    type: 'SELECT_NODE',
    modifiers: [],
    cte_map: { map: [] },
    select_list: [expression],
    from_table: { type: 'EMPTY', alias: '', sample: null },
    where_clause: null,
    group_expressions: [],
    group_sets: [],
    aggregate_handling: 'STANDARD_HANDLING',
    having: null,
    sample: null,
    qualify: null,
  };
  return { error: false, statements: [{ node, named_param_map: [] }] };
}

/** What two trees must have in common to mean the same: without places, and without what is empty. */
export function essenceOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(essenceOf);
  if (!isNode(value)) return value;
  const kept = Object.entries(value)
    .filter(
      ([key, part]) => key !== 'query_location' && !isEmpty(part) && !(key === 'schema' && part === 'main'),
    )
    .map(([key, part]) => [key, essenceOf(part)] as const);
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === '' || value === false) return true;
  return Array.isArray(value) && value.length === 0;
}
