import type { Oracle } from '../test/support/read-odoo.ts';
import type { CaseData } from './case.ts';
import type { OdooDatabase } from './odoo-databases.ts';

/** A way to bring rows into Odoo. */
export interface Contender {
  /** For `--contenders` and in the tables. */
  readonly name: string;
  /** What it does, one sentence for the report. */
  readonly does: string;
  /** A slow one gets the first so many rows of the last sheet only: what is compared is rows/s. Null: all. */
  readonly mostRows: number | null;
  /** Whether the case has what makes this contender differ from another. */
  suits(data: CaseData): boolean;
  /** Everything that is not timed. */
  prepare(task: Task): Promise<Ready>;
}

export interface Task {
  readonly data: CaseData;
  readonly odoo: OdooDatabase;
  readonly client: Oracle;
  /** Of the records loaded beforehand. */
  readonly known: Known;
}

/** Database IDs by node and key. */
export type Known = ReadonlyMap<string, ReadonlyMap<string, number>>;

export interface Ready extends AsyncDisposable {
  /** Brings the file to where it is loaded from; timed apart. */
  upload(): Promise<void>;
  /** From the user's "go" to the last row settled: what rows/s is about. Throws what went wrong. */
  load(): Promise<LoadDetails>;
}

/** What a contender knows of its own time. */
export interface LoadDetails {
  /** Milliseconds by stage, in order. */
  readonly stagesMs: Readonly<Record<string, number>>;
  /** CPU milliseconds of the contender's own processes, without Odoo's, by process. */
  readonly cpuMs: Readonly<Record<string, number>>;
}

export const NO_DETAILS: LoadDetails = { stagesMs: {}, cpuMs: {} };
