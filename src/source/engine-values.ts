import {
  DuckDBDecimalValue,
  DuckDBListType,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
  listValue,
} from '@duckdb/node-api';
import type { EngineValue } from './engine.ts';

const PLAIN_TYPES: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.VARCHAR,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BOOLEAN,
  DuckDBTypeId.DOUBLE,
]);

/** One column of an answer as plain values; text, small numbers and booleans pass untouched. */
export function toEngineColumn(type: DuckDBType, values: readonly DuckDBValue[]): readonly EngineValue[] {
  // `as`: the type of the column says that the values are of these JavaScript types already
  if (PLAIN_TYPES.has(type.typeId)) return values as readonly EngineValue[];
  return values.map(toEngineValue);
}

function toEngineValue(value: DuckDBValue): EngineValue {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return toExactNumber(value);
  if (value instanceof DuckDBListValue) return value.items.map(toEngineValue);
  if (value instanceof DuckDBDecimalValue) return decimalToNumber(value);
  if (value instanceof DuckDBStructValue) return toObject(Object.entries(value.entries));
  if (value instanceof DuckDBMapValue) {
    return toObject(value.entries.map(({ key, value: item }) => [String(key), item]));
  }
  return value.toString();
}

function toObject(entries: readonly (readonly [string, DuckDBValue])[]): { [key: string]: EngineValue } {
  return Object.fromEntries(entries.map(([key, item]) => [key, toEngineValue(item)]));
}

function toExactNumber(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

function decimalToNumber(value: DuckDBDecimalValue): number | string {
  const text = value.toString();
  const digits = text.replace(/^-/, '').replace('.', '').replace(/^0+/, '');
  // up to 15 significant digits survive the way through a double and back
  return digits.length <= 15 ? Number(text) : text;
}

const WHOLE_TYPES: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
]);
const NUMBER_TYPES: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.DOUBLE,
]);

/** A value for the appender: text where the column is text, else what the column's type needs. */
export function toAppendedValue(type: DuckDBType, value: EngineValue): DuckDBValue {
  if (value === null) return null;
  if (type instanceof DuckDBListType) {
    if (!Array.isArray(value)) throw new TypeError('A list column takes a list or null.');
    return listValue(value.map((item: EngineValue) => toAppendedValue(type.valueType, item)));
  }
  if (typeof value === 'object') throw new TypeError(`A column of type ${type.toString()} takes no list.`);
  if (type.typeId === DuckDBTypeId.VARCHAR) return String(value);
  if (WHOLE_TYPES.has(type.typeId)) return BigInt(value);
  if (NUMBER_TYPES.has(type.typeId)) return Number(value);
  if (type.typeId === DuckDBTypeId.BOOLEAN) return value === true || value === 'true';
  throw new TypeError(`The appender does not take columns of type ${type.toString()}.`);
}
