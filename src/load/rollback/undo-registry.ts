import type { Companion, UndoNode } from './undo-store.ts';
import type { UndoState } from './undo-words.ts';
import type { UndoWork } from './undo-work.ts';

/** What is to become of every record of the run, kept up to date while the rollback goes on. */
export class UndoRegistry {
  readonly #states = new Map<string, Map<number, UndoState>>();
  readonly #companions = new Map<string, Set<number>>();

  static async open(work: UndoWork): Promise<UndoRegistry> {
    const registry = new UndoRegistry();
    for (const node of work.units.flat()) {
      for await (const rows of work.undo.marks(node)) {
        for (const { recordId, undo, isCreated } of rows) {
          if (isCreated && recordId !== null) registry.set(node, recordId, undo);
        }
      }
    }
    registry.addCompanions(await work.undo.companions());
    return registry;
  }

  /** Of a record that the run created. */
  stateOf(model: string, id: number): UndoState | null {
    return this.#states.get(model)?.get(id) ?? null;
  }

  set({ model }: UndoNode, id: number, state: UndoState): void {
    const ofModel = this.#states.get(model) ?? new Map<number, UndoState>();
    ofModel.set(id, state);
    this.#states.set(model, ofModel);
  }

  addCompanions(companions: readonly Companion[]): void {
    for (const { model, recordId } of companions) {
      const ofModel = this.#companions.get(model) ?? new Set<number>();
      ofModel.add(recordId);
      this.#companions.set(model, ofModel);
    }
  }

  /** It goes, or went, with one of ours. */
  isCompanion(model: string, id: number): boolean {
    return this.#companions.get(model)?.has(id) ?? false;
  }

  count(...states: readonly UndoState[]): number {
    let count = 0;
    for (const ofModel of this.#states.values()) {
      for (const state of ofModel.values()) if (states.includes(state)) count += 1;
    }
    return count;
  }
}
