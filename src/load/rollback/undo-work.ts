import type { ModelSchema } from '../../mapping/target-schema.ts';
import type { Answer, Target } from '../ports.ts';
import type { RunControl } from '../run-control.ts';
import type { Sender } from '../send-rows.ts';
import type { UndoNode, UndoReader, UndoStore } from './undo-store.ts';

/** What looking at records in Odoo needs; nothing of it writes. */
export interface OdooLook {
  readonly target: Target;
  /** Repeats a call that only reads until it is answered; throws `ReadRefused` where the user may not, `RunPaused` where nothing helps. */
  readonly ask: <T>(call: () => Promise<Answer<T>>) => Promise<T>;
  /** Schemas of the models of the graph, as the run found them. */
  readonly models: Readonly<Record<string, ModelSchema>>;
}

/** What deleting records in Odoo needs besides. */
export interface OdooDelete extends OdooLook {
  readonly sender: Sender;
  /** Keys for every call of a node, over the quiet context. */
  readonly contextOf: (node: UndoNode) => Readonly<Record<string, unknown>>;
}

/** What a plan of what may go needs. */
export interface UndoLook extends OdooLook {
  readonly undo: Pick<UndoReader, 'rows' | 'laterChanges' | 'known'>;
  /** In execution order; nodes that refer to each other in a circle stand together. */
  readonly units: readonly (readonly UndoNode[])[];
}

/** What undoing a run needs. */
export interface UndoWork extends UndoLook, OdooDelete {
  readonly undo: UndoStore;
  readonly control: RunControl;
  readonly batchSize: number;
  /** A settled part ends what the progress shows as waited for. */
  readonly progressed: () => Promise<void>;
  /** For what a user should know and no row shows. */
  readonly warn: (node: string, message: string) => Promise<void>;
}

/** Archived records too; texts as `read` gave them to the run. */
export const LOOK_CONTEXT = { active_test: false } as const;

export const PART = 500;
