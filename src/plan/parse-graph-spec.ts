import type { z } from 'zod';
import type { Issue } from '../issue.ts';
import { GraphSpec } from './graph-spec.ts';
import { didYouMean } from './nearest-name.ts';

export type ParsedGraph =
  | { readonly ok: true; readonly spec: GraphSpec }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Most issues told at once: a file of another kind must not give 5,000 sentences. */
const MAX_ISSUES = 200;

/**
 * Reads a graph from unknown data. Every problem is a `spec_invalid` issue with node, edge and field where the data says
 * them; a value that fits none of several forms gives one sentence about the form it was meant to be. `lineOf` tells the line
 * of a path where the data comes from a text.
 */
export function parseGraphSpec(
  input: unknown,
  lineOf?: (path: readonly PropertyKey[]) => number | undefined,
): ParsedGraph {
  const forbidden = forbiddenParts(input);
  const parsed = GraphSpec.safeParse(input);
  if (parsed.success && forbidden.length === 0) return { ok: true, spec: parsed.data };
  const problems = (parsed.error?.issues ?? []).flatMap((issue) => flatten(issue, input));
  const issues = [...forbidden, ...problems]
    .slice(0, MAX_ISSUES)
    .map((problem) => toIssue(problem, input, lineOf?.(problem.path)));
  return { ok: false, issues };
}

/**
 * zod drops a key `__proto__` without a word, so it is looked for: a mapping must not vanish. A NUL character stands in no
 * text that PostgreSQL, Odoo or the tabular engine takes.
 */
function forbiddenParts(input: unknown): readonly Problem[] {
  const problems: Problem[] = [];
  const open: { readonly value: unknown; readonly path: readonly PropertyKey[] }[] = [
    { value: input, path: [] },
  ];
  const seen = new Set<unknown>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (Object.hasOwn(value, '__proto__'))
      problems.push({ path, text: 'the key "__proto__" is not allowed' });
    for (const [key, child] of Object.entries(value)) {
      const childPath = [...path, Array.isArray(value) ? Number(key) : key];
      if (typeof child === 'object') open.push({ value: child, path: childPath });
      const hasNul = key.includes('\0') || (typeof child === 'string' && child.includes('\0'));
      if (hasNul) problems.push({ path: childPath, text: 'a NUL character is not allowed. Remove it' });
    }
  }
  return problems;
}

interface Problem {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

type ZodIssue = z.core.$ZodIssue;

/** One zod issue as sentences: unions are resolved to the form that was meant. */
function flatten(issue: ZodIssue, input: unknown, base: readonly PropertyKey[] = []): readonly Problem[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'invalid_union') return flattenUnion(issue, input, path);
  if (issue.code === 'unrecognized_keys') {
    const choice = choiceAt(path);
    const chosen = choice?.keys.filter((key) => hasKey(valueAt(input, path), key)) ?? [];
    if (choice && chosen.length > 1) return [{ path, text: choiceText(choice, chosen) }];
    return issue.keys.map((key) => ({ path, text: `unknown key "${key}"` }));
  }
  return [{ path, text: describe(issue, valueAt(input, path)) }];
}

function flattenUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  input: unknown,
  path: readonly PropertyKey[],
): readonly Problem[] {
  const value = valueAt(input, path);
  if ('discriminator' in issue && issue.errors.length === 0) return [unknownKind(issue, value, path)];
  const special = specialUnion(issue, value, path);
  if ('text' in special) return [{ path, text: special.text }];
  return special.branch.flatMap((nested) => flatten(nested, input, path));
}

type Meant = { readonly text: string } | { readonly branch: readonly ZodIssue[] };

function specialUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  value: unknown,
  path: readonly PropertyKey[],
): Meant {
  const choice = choiceAt(path);
  const isPlain = choice?.orText === true && (typeof value !== 'object' || value === null);
  if (!choice || isPlain) return meantBranch(issue, value);
  const keys = choice.keys.filter((key) => hasKey(value, key));
  if (keys.length !== 1) return { text: choiceText(choice, keys) };
  const form = choice.keys.indexOf(keys[0] ?? '') + (choice.orText ? 1 : 0);
  return { branch: issue.errors[form] ?? [] };
}

/** Places where exactly one of some keys tells the form of a value, in the order of the union's forms. */
interface Choice {
  readonly keys: readonly string[];
  readonly rule: string;
  /** A text is the first form of all. */
  readonly orText?: boolean;
}

function choiceAt(path: readonly PropertyKey[]): Choice | null {
  const isMapping = path[0] === 'nodes' && path[2] === 'data' && path[3] === 'fields';
  if (isMapping && path.length === 5) {
    return {
      keys: ['column', 'value', 'formula', 'reference'],
      rule: 'a mapping takes exactly one of column, value, formula, reference',
    };
  }
  if (isMapping && path.length === 6 && path[5] === 'reference') {
    return {
      keys: ['node', 'by'],
      rule: 'a reference takes exactly one of node (rows of another node) and by (records in Odoo)',
    };
  }
  const ofReference = isMapping && path[5] === 'reference' ? path.slice(6, -1).join('.') : '';
  const isPart =
    (path.length === 5 && path[3] === 'key') || /^(columns|match|through\.(from|to))$/.test(ofReference);
  if (isPart && path[0] === 'nodes') {
    return {
      keys: ['column', 'formula'],
      rule: 'a part of a key takes exactly one of column and formula',
      orText: true,
    };
  }
  return null;
}

function choiceText({ rule }: Choice, keys: readonly string[]): string {
  return keys.length === 0 ? rule : `${rule}; this one has ${keys.join(' and ')}`;
}

/** The form whose own shape fits: an object is held against the object form, a text against the text form. */
function meantBranch(issue: z.core.$ZodIssueInvalidUnion, value: unknown): Meant {
  const fits = issue.errors.filter(
    (branch) => !branch.some((nested) => nested.path.length === 0 && isShape(nested, value)),
  );
  const best = (fits.length > 0 ? fits : issue.errors)[0];
  if (fits.length !== 1 && issue.errors.length > 1) {
    const forms = issue.errors.map((branch) => branch.map((nested) => describe(nested, value)).join(', '));
    return { text: `fits none of the forms allowed here (${[...new Set(forms)].join('; or ')})` };
  }
  return { branch: best ?? [] };
}

/** The issue says that the value is of another kind altogether: text for an object or the other way round. */
function isShape(issue: ZodIssue, value: unknown): boolean {
  if (issue.code === 'invalid_type') return true;
  return issue.code === 'invalid_value' && (typeof value !== 'string' || issue.values.length === 0);
}

function unknownKind(
  issue: z.core.$ZodIssueInvalidUnion,
  value: unknown,
  path: readonly PropertyKey[],
): Problem {
  const options = 'options' in issue ? (issue.options as readonly unknown[]).map(String) : [];
  const text =
    value === undefined
      ? `is missing; it is one of ${options.join(', ')}`
      : `unknown name ${show(value)}.${didYouMean(textOf(value), options)} It is one of ${options.join(', ')}`;
  return { path, text };
}

function describe(issue: ZodIssue, value: unknown): string {
  if (value === undefined && issue.code === 'invalid_type') return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${article(issue.expected)}, not ${show(value)}${quotesHint(issue.expected, value)}`;
    case 'invalid_value':
      return `${show(value)} is not allowed.${didYouMean(textOf(value), issue.values.map(String))} It is one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return issue.message.startsWith('Invalid')
        ? `${show(value)} does not have the form ${'pattern' in issue ? String(issue.pattern) : issue.format}`
        : `${show(value)} is not ${issue.message}`;
    case 'too_small':
      return `is too ${typeof value === 'number' ? 'small' : 'short'}: at least ${String(issue.minimum)}`;
    case 'too_big':
      return `is too ${typeof value === 'number' ? 'large' : 'long'}: at most ${String(issue.maximum)}`;
    case 'invalid_key':
      return 'the name is not allowed here; technical names are letters, digits and _';
    case 'invalid_element':
    case 'invalid_union':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'custom':
      return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  }
}

/** `nodes[3].data.fields.name.column: is missing` becomes `Node "customers", field "name": column is missing.` */
function toIssue(problem: Problem, input: unknown, line: number | undefined): Issue {
  const { path } = problem;
  const node = path[0] === 'nodes' && typeof path[1] === 'number' ? idAt(input, 'nodes', path[1]) : undefined;
  const edge = path[0] === 'edges' && typeof path[1] === 'number' ? idAt(input, 'edges', path[1]) : undefined;
  const field =
    node && path[2] === 'data' && path[3] === 'fields' && path.length > 4 ? String(path[4]) : undefined;
  const rest = field ? path.slice(5) : node || edge ? path.slice(2) : path;
  const where = [node && `Node ${node.label}`, edge && `Edge ${edge.label}`, field && `field "${field}"`]
    .filter((part) => part)
    .join(', ');
  const tail = rest.filter((part) => part !== 'data').reduce<string>(joinPath, '');
  const text = `${line === undefined ? '' : `Line ${line}: `}${where || 'The graph'}: ${tail ? `${tail}: ` : ''}${problem.text}`;
  return {
    severity: 'error',
    code: 'spec_invalid',
    message: /[.?]$/.test(text) ? text : `${text}.`,
    ...(node?.id !== undefined ? { node: node.id } : {}),
    ...(edge?.id !== undefined ? { edge: edge.id } : {}),
    ...(field !== undefined ? { field } : {}),
  };
}

function joinPath(text: string, part: PropertyKey): string {
  if (typeof part === 'number') return `${text}[${part}]`;
  return text === '' ? String(part) : `${text}.${String(part)}`;
}

function idAt(input: unknown, list: string, index: number): { readonly id?: string; readonly label: string } {
  const id = valueAt(input, [list, index, 'id']);
  return typeof id === 'string' && id !== ''
    ? { id: id.slice(0, 200), label: `"${id.slice(0, 200)}"` }
    : { label: `no. ${index + 1}` };
}

function hasKey(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as { readonly [key: PropertyKey]: unknown })[part];
  }
  return value;
}

/** YAML reads `NULL`, `1` and `true` as something other than text. */
function quotesHint(expected: string, value: unknown): string {
  if (expected !== 'string' || (typeof value === 'object' && value !== null)) return '';
  return `. Put it in quotes${value === null ? ' if you mean the word' : ''}`;
}

function article(expected: string): string {
  const names: Readonly<Record<string, string>> = {
    string: 'a text',
    array: 'a list',
    object: 'a map of keys',
    record: 'a map of keys',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
  };
  return names[expected] ?? expected;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map of keys';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
