import type { Conversion } from './convert-reference.ts';
import { ConversionError, convertReference, referencingSubfield } from './convert-reference.ts';
import type { Cell, ExtractedRecord, SubRecord } from './extract.ts';
import type { FieldMeta } from './metadata.ts';
import { textOf } from './value.ts';

type ConvertRecord = (
  conversion: Conversion,
  model: string,
  record: ExtractedRecord,
  note: (field: string, error: ConversionError) => void,
) => Record<string, unknown>;

/**
 * Sub-records into commands: known children are linked and updated, others created; an unknown external ID travels with the
 * new child under `id` and is bound after the creation (`_str_to_one2many`, addons/base/models/ir_fields.py, 19).
 */
export function convertOne2many(
  conversion: Conversion,
  field: FieldMeta,
  records: readonly SubRecord[],
  warn: (warning: ConversionError) => void,
  convertRecord: ConvertRecord,
): unknown {
  const inner: Conversion = { ...conversion, parents: [...conversion.parents, field.name] };
  const labels = conversion.env.catalog.models.get(field.relation ?? '')?.fields;
  const note = (name: string, error: ConversionError): void => {
    if (error.isWarning) {
      warn(error);
      return;
    }
    const label = labels?.get(name)?.string ?? name;
    throw new ConversionError(error.message.replace('%(field)s', `%(field)s/${label}`), error.info);
  };
  return listed(records).flatMap((record) => {
    const refs = Object.fromEntries(Object.entries(record).filter(([key]) => isReferencing(key)));
    const rest = Object.fromEntries(Object.entries(record).filter(([key]) => !isReferencing(key)));
    const values = convertRecord(inner, field.relation ?? '', rest, note);
    const id = Object.keys(refs).length > 0 ? childId(inner, field, refs, values, warn) : false;
    return id === false
      ? [[0, 0, values]]
      : [
          [4, id],
          [1, id, values],
        ];
  });
}

function isReferencing(key: string): boolean {
  return key === '' || key === 'id' || key === '.id';
}

/** One sub-record that is only a reference may list several, parted by commas. */
function listed(records: readonly SubRecord[]): readonly SubRecord[] {
  const [only] = records;
  if (records.length !== 1 || !only) return records;
  const [key, ...more] = Object.keys(only);
  if (key === undefined || more.length > 0 || !isReferencing(key)) return records;
  return textOf(only[key])
    .split(',')
    .map((part) => ({ [key]: part }));
}

function childId(
  conversion: Conversion,
  field: FieldMeta,
  refs: SubRecord,
  values: Record<string, unknown>,
  warn: (warning: ConversionError) => void,
): number | false {
  const subfield = referencingSubfield(refs, field);
  const cell = refs[subfield] as Cell;
  try {
    return convertReference(conversion, field, subfield, cell, warn);
  } catch (error) {
    if (!(error instanceof ConversionError) || subfield !== 'id') throw error;
    values.id = cell;
    return false;
  }
}
