import type { z } from 'zod';
import { compileTransforms } from '../../mapping/compile-transform.ts';
import { constantText } from '../../mapping/constant-text.ts';
import type { FieldMapping, KeyPart, ValueMap } from '../../mapping/field-mapping.ts';
import type { CompiledFormulas } from '../../mapping/formula/formula.ts';
import { formulaCells, formulaSource, formulaStage } from '../../mapping/formula/formula-stage.ts';
import { nullIfToken, valueStart } from '../../mapping/null-tokens.ts';
import { TRIM } from '../../mapping/trim-text.ts';
import { translateValue } from '../../mapping/value-map-stage.ts';
import { followedBy, type Stage } from '../../mapping/value-stage.ts';
import { trimText } from '../../source/blanks.ts';
import { CELL_ERRORS } from '../../source/cell-errors.ts';
import { sqlText } from '../../source/sql-text.ts';
import type { LocatedSlot, SheetSource } from './recipe.ts';
import { columnName } from './sheet-source.ts';

/** Numbers the slots of one base relation. */
export interface SlotMaker {
  readonly sheet: SheetSource;
  /** Those of the graph. */
  readonly formulas: CompiledFormulas;
  readonly make: (slot: Omit<LocatedSlot, 'id'>) => LocatedSlot;
}

export function slotMaker(sheet: SheetSource, formulas: CompiledFormulas): SlotMaker {
  let next = 0;
  return {
    sheet,
    formulas,
    make: (slot) => {
      const id = next;
      next += 1;
      return { ...slot, id };
    },
  };
}

/** Texts that are no value: the null tokens, and errors, whose rows `check-cells.ts` rejects. */
function noValues(nullTokens: readonly string[]): readonly string[] {
  return [...nullTokens, ...CELL_ERRORS];
}

/** SQL of a cell, trimmed, null where it is empty or no value, or else `fallback`. */
export function cellText(
  sheet: SheetSource,
  header: string,
  given: readonly string[] = sheet.nullTokens,
  fallback?: string,
): string {
  const tokens = noValues(given);
  const column = columnName(sheet, header);
  const trimmed = `(${trimText(column)})`;
  const isPlain = `regexp_full_match(${column}, ${sqlText(`${valueStart(tokens)}[!-~]*`)})`;
  const cell = `CASE WHEN ${isPlain} THEN ${column} ELSE ${nullIfToken(trimmed, tokens, trimmed)} END`;
  return fallback === undefined ? cell : `coalesce(${cell}, ${sqlText(fallback)})`;
}

type Constant = Extract<FieldMapping, { value: unknown }>;
type FromColumn = Extract<FieldMapping, { column: unknown }>;
type FromFormula = Extract<FieldMapping, { formula: unknown }>;

/** The slot of a plain value: null tokens → transforms → value map → default → conversion. */
export function valueSlot(
  maker: SlotMaker,
  mapping: Constant | FromColumn,
  conversion: readonly Stage[],
): LocatedSlot {
  if ('value' in mapping) {
    const text = sqlText(constantText(mapping.value));
    return maker.make({ source: text, raw: text, headers: [], stages: conversion });
  }
  const { sheet } = maker;
  const column = columnName(sheet, mapping.column);
  return maker.make({
    source: nullIfToken(column, noValues(mapping.null_tokens ?? sheet.nullTokens)),
    raw: column,
    headers: [mapping.column],
    stages: followedBy(behindStages(sheet, mapping), conversion),
  });
}

function behindStages(sheet: SheetSource, mapping: FromColumn | FromFormula): readonly Stage[] {
  return [
    ...compileTransforms(mapping.transforms ?? [], (header) => cellText(sheet, header)),
    ...translateValue(mapping.value_map),
    ...defaultStage(typeof mapping.empty === 'object' ? mapping.empty.default : undefined),
  ];
}

/** The slot of a formula: its value → transforms → value map → default → conversion. */
export function formulaSlot(
  maker: SlotMaker,
  mapping: FromFormula,
  conversion: readonly Stage[],
): LocatedSlot {
  const { stages, ...read } = readFormula(maker, mapping.formula, mapping.null_tokens);
  const behind = behindStages(maker.sheet, mapping);
  return maker.make({ ...read, stages: followedBy([...stages, ...behind], conversion) });
}

type Read = Omit<LocatedSlot, 'id'>;

function readFormula(
  { sheet, formulas }: SlotMaker,
  text: string,
  tokens: readonly string[] | undefined,
): Read {
  const answer = formulas.get(text);
  if (!answer?.ok) throw new Error(`The formula ${text} was not checked.`);
  const { formula } = answer;
  return {
    source: formulaSource(formula, (header) => cellText(sheet, header, tokens)),
    raw: formulaCells(formula.columns.map((header) => columnName(sheet, header))),
    headers: formula.columns,
    stages: [formulaStage(formula)],
  };
}

/** The parts of a row's own key, or what is compared with them: trimmed at both ends of their transforms. */
export function keySlots(maker: SlotMaker, parts: readonly KeyPart[]): readonly LocatedSlot[] {
  return parts.map((part) => partSlot(maker, part, {}));
}

export interface PartOptions {
  readonly tokens?: readonly string[];
  readonly valueMap?: z.infer<typeof ValueMap>;
  readonly fallback?: string;
  /** What was answered on the connection for what is to be looked up. */
  readonly answers?: Readonly<Record<string, string>>;
  /** The value is one part of a cell with several. */
  readonly inList?: boolean;
}

/** One value that names another row or record: trimmed → transforms → value map → default → answers. */
export function partSlot(maker: SlotMaker, part: KeyPart, options: PartOptions): LocatedSlot {
  const { transforms = [] } = typeof part === 'string' ? {} : part;
  const { sheet } = maker;
  const { stages, ...read } = readPart(maker, part, options);
  return maker.make({
    ...read,
    stages: [
      ...stages,
      ...compileTransforms(transforms, (header) => cellText(sheet, header)),
      ...translateValue(options.valueMap),
      ...(transforms.length > 0 ? [TRIM] : []),
      ...defaultStage(options.fallback),
      ...translateValue(options.answers),
    ],
  });
}

function readPart(maker: SlotMaker, part: KeyPart, { tokens, inList }: PartOptions): Read {
  const { sheet } = maker;
  if (typeof part !== 'string' && 'formula' in part) {
    const { stages, ...read } = readFormula(maker, part.formula, tokens);
    return { ...read, stages: [...stages, TRIM] };
  }
  const column = typeof part === 'string' ? part : part.column;
  return {
    source: inList ? 'part' : cellText(sheet, column, tokens),
    raw: inList ? 'part' : columnName(sheet, column),
    headers: [column],
    stages: [],
  };
}

/** The external ID a sheet gives: without a dot it gets the graph's namespace. */
export function givenIdSlot(maker: SlotMaker, header: string, namespace: string): LocatedSlot {
  const valid = String.raw`[^\s\x{0B}\p{Z}\x{FEFF},.]+(\.[^\s\x{0B}\p{Z}\x{FEFF},]+)?`;
  return maker.make({
    source: cellText(maker.sheet, header),
    raw: columnName(maker.sheet, header),
    headers: [header],
    stages: [
      {
        failure: {
          code: 'external_id_invalid',
          when: (v) => `NOT regexp_full_match(${v}, '${valid}')`,
          problem: 'is not an external ID',
          remedy: 'Write one like "module.name" without spaces and commas, or leave the cell empty.',
        },
        value: (v) => `CASE WHEN contains(${v}, '.') THEN ${v} ELSE '${namespace}.' || ${v} END`,
      },
    ],
  });
}

function defaultStage(text: string | undefined): readonly Stage[] {
  return text === undefined ? [] : [{ value: (v) => `coalesce(${v}, ${sqlText(text)})` }];
}
