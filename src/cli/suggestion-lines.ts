import Table from 'cli-table3';
import type { Suggested } from '../app/dataset-cases.ts';
import type { FieldCandidate } from '../mapping/suggest/suggestion.ts';

/** Suggestions for people: a table of the sheets, then what the draft leaves to them. */
export function suggestionLines({ target, suggestion, draft, warnings }: Suggested): readonly string[] {
  const table = new Table({
    head: ['sheet', 'model', 'sure', 'columns'],
    colAligns: ['left', 'left', 'right', 'left'],
    style: { head: [], border: [], compact: true },
    colWidths: [null, null, null, 70],
    wordWrap: true,
  });
  for (const { sheet, models, columns, junction } of suggestion.sheets) {
    const [best] = models;
    const mapped = columns.flatMap(({ column, field }) => (field ? [`${column} → ${shown(field)}`] : []));
    table.push([
      sheet,
      junction ? `joins ${junction.from.sheet} and ${junction.to.sheet}` : (best?.model ?? '?'),
      best ? percent(best.confidence) : '',
      mapped.join(', '),
    ]);
  }
  const required = draft.missing.filter(({ filledByOdoo }) => !filledByOdoo);
  return [
    `For Odoo ${target.serverVersion} (${target.database}).`,
    ...warnings,
    table.toString(),
    `The draft has ${draft.spec.nodes.length} nodes. Left out:`,
    ...draft.notes.map((note) => `  ${note}`),
    ...draft.unmapped.map(({ sheet, column, reason }) => `  ${sheet}, ${column}: ${reason}.`),
    ...required.map(({ node, label }) => `  ${node}: Odoo requires "${label}", and no column gives it.`),
  ];
}

function shown({ role, field, confidence }: FieldCandidate): string {
  return `${role === 'main' ? '' : `${role}.`}${field} ${percent(confidence)}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
