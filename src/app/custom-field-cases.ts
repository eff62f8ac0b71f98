import type { CustomField, FieldProposals } from '../plan/custom-fields/custom-field.ts';
import type { ZipEntry } from '../util/zip-stream.ts';
import type { Suggested } from './dataset-cases.ts';
import type { Result } from './result.ts';

export interface ProposeFieldsQuery {
  /** Default: an Odoo 19 with the usual modules, as shipped. */
  readonly connectionId?: string;
  /** Whose unmapped columns are meant; default: a graph drafted for the dataset. */
  readonly graphId?: string;
}

export interface ProposedFields extends FieldProposals {
  readonly target: Suggested['target'];
}

export interface MadeField {
  readonly field: CustomField;
  /** Of `ir.model.fields`. */
  readonly recordId: number;
  /** `there`: made by us before, of the same type. */
  readonly state: 'created' | 'there';
}

export interface RemovedField {
  readonly model: string;
  readonly name: string;
  /** Records whose value went with it. */
  readonly filled: number;
  readonly uses: readonly string[];
}

export interface FieldModule {
  /** Technical name of the module; default: `imported_fields`. */
  readonly name?: string;
  /** Major version of Odoo; default: 19. */
  readonly odooVersion?: number;
  readonly depends?: readonly string[];
  readonly fields: readonly CustomField[];
}

export interface CustomFieldCases {
  /** Fields for columns that nothing maps. Nothing is kept or written. */
  propose(datasetId: string, query: ProposeFieldsQuery): Promise<Result<ProposedFields>>;
  /** Makes them in Odoo, all or none. */
  create(connectionId: string, fields: readonly CustomField[]): Promise<Result<readonly MadeField[]>>;
  /** Only one that we made; one that is used or filled only with `force`. */
  remove(
    connectionId: string,
    field: Pick<CustomField, 'model' | 'name'>,
    options: { readonly force: boolean },
  ): Promise<Result<RemovedField>>;
  /** The same fields as a module to be installed; equal input gives equal files. */
  module(of: FieldModule): Result<{ readonly name: string; readonly files: readonly ZipEntry[] }>;
}
