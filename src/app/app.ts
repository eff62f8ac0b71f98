import type { AccessCases } from './access/access.ts';
import type { ConnectionCases } from './connection-cases.ts';
import type { CustomFieldCases } from './custom-field-cases.ts';
import type { DatasetCases } from './dataset-cases.ts';
import type { ExampleCases } from './example-cases.ts';
import type { GraphCases } from './graph-cases.ts';
import type { KeyMapCases } from './key-map-cases.ts';
import type { RunCases } from './run-cases.ts';
import type { TemplateCases } from './template-cases.ts';
import type { ValueCases } from './value-cases.ts';

/**
 * What the faces (server, worker, CLI) can ask of the product: one object of use cases. `src/app.ts` opens it and is the only
 * file that joins `load`'s ports to `odoo/`, `store/` and `source/`.
 */
export interface App {
  readonly connections: ConnectionCases;
  readonly datasets: DatasetCases;
  readonly graphs: GraphCases;
  readonly runs: RunCases;
  readonly values: ValueCases;
  readonly keyMap: KeyMapCases;
  readonly templates: TemplateCases;
  readonly customFields: CustomFieldCases;
  readonly examples: ExampleCases;
  readonly access: AccessCases;
  /** Takes runs from the queue until the signal ends it; resolves when the call in flight is settled. */
  work(signal: AbortSignal): Promise<void>;
  /** The database answers and the migrations are done. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}
