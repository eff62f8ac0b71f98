import type { MappingPlace, OdooField } from '../graph/default-mapping.ts';
import type { FieldMapping } from '../graph/spec.ts';
import type { Samples } from './use-samples.ts';

/** A mapped field of a node. `field` is what the Odoo says of it, where that is known. */
export interface FieldEditorProps {
  readonly place: MappingPlace;
  readonly name: string;
  readonly mapping: FieldMapping;
  readonly field: OdooField | undefined;
  readonly samples: Samples;
}
