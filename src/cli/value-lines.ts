import Table from 'cli-table3';
import type { ValueQuestions, ValuesReport } from '../app/value-cases.ts';

/** The open values for people: a table per place, then how to answer. */
export function valueLines({ questions, answers }: ValuesReport): readonly string[] {
  const given = Object.entries(answers).flatMap(([place, values]) =>
    Object.entries(values).map(([value, answer]) => `  ${place}: "${value}" is "${answer}"`),
  );
  const known = given.length === 0 ? [] : ['Answered before:', ...given];
  if (questions.length === 0) return [...known, 'Every value names one record or choice in Odoo.'];
  const [first] = questions;
  return [
    ...known,
    ...questions.flatMap(placeLines),
    `Say what a value means with: importgraph answer ${first?.place ?? ''} "<value>" "<what it is in Odoo>" --connection …`,
  ];
}

const WORDS = {
  reject: 'their rows are rejected',
  create: 'a run creates them',
  empty: 'a run leaves them empty',
  ask: 'to be answered; their rows are rejected until then',
} as const;

function placeLines({ place, fields, values, total }: ValueQuestions): readonly string[] {
  const table = new Table({
    head: ['value', 'rows', 'problem', 'nearest'],
    colAligns: ['left', 'right', 'left', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const { value, rows, problem, answer, candidates } of values) {
    const what = answer === null ? problem : `answered "${answer}", which is ${problem}`;
    table.push([value, rows, what, candidates.join(', ')]);
  }
  const asked = fields.map(
    ({ node, field, columns, onMissing }) =>
      `  ${node}.${field} (column ${columns.map((column) => `"${column}"`).join(', ')}): ${WORDS[onMissing]}`,
  );
  const more = total > values.length ? [`  and ${total - values.length} more`] : [];
  return [`${place}: ${total} values`, ...asked, table.toString(), ...more];
}
