import type { Kind } from './formula-functions.ts';
import {
  type Checked,
  type Checking,
  castNode,
  constantNode,
  isNode,
  NULL_NODE,
  type SyntaxNode,
  textNode,
} from './syntax-nodes.ts';
import { NUMBER_LENGTH } from './value-kinds.ts';

const KINDS: Readonly<Record<string, Kind>> = {
  VARCHAR: 'text',
  TINYINT: 'number',
  SMALLINT: 'number',
  INTEGER: 'number',
  BIGINT: 'number',
  HUGEINT: 'number',
  DECIMAL: 'number',
  FLOAT: 'double',
  DOUBLE: 'double',
  BOOLEAN: 'boolean',
  DATE: 'date',
  TIMESTAMP: 'date',
  TIME: 'text',
  INTERVAL: 'interval',
};

export interface ValueType {
  readonly id: string;
  readonly kind: Kind;
  readonly info: SyntaxNode | null;
}

/** Null: not a type of formulas. */
export function readType(type: unknown): ValueType | null {
  if (!isNode(type) || typeof type.id !== 'string' || !Object.hasOwn(KINDS, type.id)) return null;
  const kind = KINDS[type.id] ?? 'text';
  const { type_info: info } = type;
  if (type.id !== 'DECIMAL')
    return info === null || info === undefined ? { id: type.id, kind, info: null } : null;
  if (!isNode(info) || !Number.isInteger(info.width) || !Number.isInteger(info.scale)) return null;
  const { width, scale } = info;
  return {
    id: type.id,
    kind,
    info: { type: 'DECIMAL_TYPE_INFO', alias: '', extension_info: null, width, scale },
  };
}

const WHOLE = new Set(['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT']);

/** A value written out. JSON carries 15 digits of a number for sure, so that longer ones are refused. */
export function readConstant(node: SyntaxNode, checking: Checking): Checked {
  const value = isNode(node.value) ? node.value : {};
  const type = isNode(value.type) ? value.type : {};
  if (type.id === 'NULL' || value.is_null === true) return { node: NULL_NODE, kind: 'null', most: 0 };
  if (type.id === 'VARCHAR' && typeof value.value === 'string')
    return { node: textNode(value.value), kind: 'literal', most: value.value.length, written: value.value };
  if (typeof value.value === 'number' && Number.isFinite(value.value)) {
    const number = value.value;
    if (type.id === 'DOUBLE')
      return { node: castNode(textNode(String(number)), 'DOUBLE'), kind: 'double', most: NUMBER_LENGTH };
    const read = readType(type);
    const isKnown = read !== null && (WHOLE.has(read.id) || read.id === 'DECIMAL');
    if (isKnown && Number.isSafeInteger(number))
      return {
        node: constantNode(read.id, number, read.info),
        kind: 'number',
        most: NUMBER_LENGTH,
        ...(WHOLE.has(read.id) ? { written: number } : {}),
      };
  }
  return checking.refuse(
    node,
    "Numbers of more than 15 digits and other kinds of values are not allowed. Write a text and turn it: '123…'::DECIMAL(38, 0).",
  );
}
