import type {
  DatasetSuggestion,
  FieldCandidate,
  SheetSuggestion,
} from '../../src/mapping/suggest/suggestion.ts';
import type { SheetLabels } from './labels.ts';

/** Of all labelled things: how many the first proposal gets right, and how many the first three. */
export interface Accuracy {
  readonly total: number;
  readonly top1: number;
  readonly top3: number;
  /** Which were wrong, in words. */
  readonly misses: readonly string[];
}

export interface Measured {
  readonly models: Accuracy;
  readonly fields: Accuracy;
}

export function measure(
  system: string,
  { sheets }: DatasetSuggestion,
  labels: Readonly<Record<string, SheetLabels>>,
): Measured {
  const labelled = sheets.flatMap((sheet) => {
    const of = labels[`${system}/${sheet.sheet}`];
    return of ? [{ sheet, of }] : [];
  });
  return {
    models: add(labelled.map(({ sheet, of }) => judgeModel(system, sheet, of))),
    fields: add(labelled.flatMap(({ sheet, of }) => judgeColumns(system, sheet, of))),
  };
}

export function add(list: readonly Accuracy[]): Accuracy {
  return {
    total: sum(list.map((a) => a.total)),
    top1: sum(list.map((a) => a.top1)),
    top3: sum(list.map((a) => a.top3)),
    misses: list.flatMap((a) => a.misses),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function judgeModel(system: string, { sheet, models }: SheetSuggestion, of: SheetLabels): Accuracy {
  const names = models.map(({ model }) => model);
  const rank = names.findIndex((model) => of.models.includes(model));
  return judged(rank, `${system}/${sheet}: ${of.models.join(' or ')}, not ${names.slice(0, 3).join(', ')}`);
}

/**
 * A column that means nothing in Odoo is right only when it is left out. Of one that means something, leaving it out is the first
 * answer where nothing is proposed.
 */
function judgeColumns(
  system: string,
  { sheet, columns }: SheetSuggestion,
  of: SheetLabels,
): readonly Accuracy[] {
  return Object.entries(of.columns).map(([name, label]) => {
    const right = new Set(Array.isArray(label) ? label : [label]);
    const found = columns.find(({ column }) => column === name);
    const answers = [found?.field ?? null, ...(found?.alternatives ?? [])].map(write);
    const rank =
      right.has(null) && answers[0] !== null
        ? answers.findIndex((a) => a !== null && right.has(a))
        : answers.findIndex((a) => right.has(a));
    return judged(
      rank,
      `${system}/${sheet}, ${name}: ${[...right].join(' or ')}, not ${answers.slice(0, 3).join(', ')}`,
    );
  });
}

function write(field: FieldCandidate | null): string | null {
  if (field === null) return null;
  return field.role === 'main' ? field.field : `${field.role}:${field.field}`;
}

function judged(rank: number, miss: string): Accuracy {
  return {
    total: 1,
    top1: rank === 0 ? 1 : 0,
    top3: rank >= 0 && rank < 3 ? 1 : 0,
    misses: rank === 0 ? [] : [miss],
  };
}
