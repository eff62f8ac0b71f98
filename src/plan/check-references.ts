import type { Issue } from '../issue.ts';
import type { KeyPart, NodeReference, RecordReference } from '../mapping/field-mapping.ts';
import { graphError, type Place } from './graph-issue.ts';
import type { ModelNode } from './graph-spec.ts';
import { didYouMean } from './nearest-name.ts';

/** What a reference mapping must satisfy by itself, without the dataset and without Odoo. */
export function checkReferences(models: ReadonlyMap<string, ModelNode>): readonly Issue[] {
  return [...models.values()].flatMap((node) =>
    Object.entries(node.data.fields).flatMap(([field, mapping]) => {
      if (!('reference' in mapping)) return [];
      const place = { node: node.id, field };
      return 'node' in mapping.reference
        ? checkNodeReference(place, mapping.reference, models)
        : checkRecordReference(place, mapping.reference);
    }),
  );
}

const SEPARATED_FORMULA =
  'separator splits the cell of a column, and a formula has none. Name the column, or remove separator.';

function checkNodeReference(
  place: Place,
  reference: NodeReference,
  models: ReadonlyMap<string, ModelNode>,
): readonly Issue[] {
  const other = models.get(reference.node);
  if (!other) {
    return [
      graphError(
        'node_unknown',
        place,
        `it refers to node "${reference.node}", and no model node has this id.${didYouMean(reference.node, models.keys())}`,
      ),
    ];
  }
  const { columns, match, through, separator } = reference;
  const compared = match ?? other.data.key;
  const parts = compared.length;
  const called = match ? 'match' : `the key of node "${reference.node}"`;
  const issues: Issue[] = [];
  const keyColumns = through ? through.to : columns;
  if (keyColumns.length !== parts) {
    issues.push(
      graphError(
        'reference_key_mismatch',
        place,
        `${called} has ${count(parts, 'part')}, but ${through ? 'through.to' : 'columns'} gives ${count(keyColumns.length, 'column')}. Give them in the order of ${match ? 'match' : 'that key'} (${describeParts(compared)}).`,
      ),
    );
  }
  if (through && through.from.length !== columns.length) {
    issues.push(
      graphError(
        'reference_key_mismatch',
        place,
        `columns has ${count(columns.length, 'column')} and through.from has ${count(through.from.length, 'column')}: they are compared one by one, so both need the same number.`,
      ),
    );
  }
  if (separator !== undefined && (columns.length > 1 || parts > 1)) {
    issues.push(
      graphError(
        'reference_invalid',
        place,
        'separator splits one cell into keys, so it needs a key of one part. Use a junction sheet (through) for a key of several parts.',
      ),
    );
  }
  if (separator !== undefined && columns.some((part) => typeof part !== 'string' && 'formula' in part)) {
    issues.push(graphError('reference_invalid', place, SEPARATED_FORMULA));
  }
  if (separator !== undefined && through) {
    issues.push(
      graphError(
        'reference_invalid',
        place,
        'separator and through exclude each other: each is a way to give several keys. Keep one.',
      ),
    );
  }
  return issues;
}

function checkRecordReference(place: Place, reference: RecordReference): readonly Issue[] {
  const issues: Issue[] = [];
  const refuse = (text: string) => issues.push(graphError('reference_invalid', place, text));
  const given = (['column', 'value', 'formula'] as const).filter((key) => reference[key] !== undefined);
  if (given.length !== 1) {
    refuse(
      `the reference takes exactly one of column, value and formula; it has ${given.join(' and ') || 'none'}. Name the column that identifies the record, or give a value that holds for every row.`,
    );
  }
  if (reference.separator !== undefined && reference.formula !== undefined) refuse(SEPARATED_FORMULA);
  if (reference.by === 'field' && reference.match === undefined) {
    refuse('by: field needs match, the technical name of the field to compare, e.g. match: name.');
  }
  if (reference.by !== 'field' && reference.match !== undefined) {
    refuse(`match only goes with by: field, not with by: ${reference.by}. Remove match, or write by: field.`);
  }
  if (reference.within !== undefined) {
    const reason =
      reference.by !== 'field'
        ? `goes with by: field, not with by: ${reference.by}`
        : reference.separator !== undefined
          ? 'and separator exclude each other: the parts of a cell have no row of their own'
          : reference.on_missing === 'create'
            ? 'and on_missing: create exclude each other: a record is made from the value of match alone'
            : null;
    if (reason !== null) refuse(`within ${reason}. Remove one of them.`);
  }
  if (reference.by !== 'field' && reference.on_missing === 'create') {
    refuse(
      `on_missing: create makes a record from the value of match, so it needs by: field and match, not by: ${reference.by}.`,
    );
  }
  return issues;
}

function describeParts(parts: readonly KeyPart[]): string {
  return parts
    .map((part) => (typeof part === 'string' ? part : 'column' in part ? part.column : part.formula))
    .map((text) => `"${text}"`)
    .join(', ');
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
