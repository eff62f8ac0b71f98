import type { FieldSchema } from '../mapping/target-schema.ts';
import type { PlanStep } from '../plan/plan.ts';

/** A step whose rows stand ready in the tabular engine as table `n<index>`. */
export interface PreparedStep {
  readonly step: PlanStep;
  /** In mapping order: the j-th stands in column `f<j>`. */
  readonly fields: readonly SendField[];
}

export interface SendField {
  readonly name: string;
  /** Column path for `load`: `name`, `partner_id/id`, `country_id/.id`. */
  readonly path: string;
  /** How the text names the value: as it is, by external ID, by database ID. */
  readonly by: 'value' | 'external_id' | 'database_id';
  readonly schema: FieldSchema;
  /** Fields of the record that Odoo computes this one from (`computedFrom`). */
  readonly computedFrom: ReadonlySet<string>;
  /** Compared only where our own run archived the record, and the row is in the data again. */
  readonly onlyReturned?: true;
}
