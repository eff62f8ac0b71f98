import { ReadRefused } from '../run-paused.ts';
import { insist } from '../send-rows.ts';
import type { StepWork } from '../step-work.ts';

/** A record of each model that may stand in a trial for one that is not there yet: the newest. */
export class StandIns {
  readonly #newest = new Map<string, Promise<number>>();

  /** Position of the field → database ID; null where there is no record of one of the models, or it may not be read. */
  async forFields(work: StepWork, positions: readonly number[]): Promise<ReadonlyMap<number, number> | null> {
    const found = new Map<number, number>();
    for (const j of positions) {
      const id = await this.#newestOf(work, work.prepared.fields[j]?.schema.relation ?? '');
      if (id === 0) return null;
      found.set(j, id);
    }
    return found;
  }

  #newestOf({ sender }: StepWork, model: string): Promise<number> {
    const known =
      this.#newest.get(model) ?? insist(sender, () => sender.target.newestId(model)).catch(noneIfRefused);
    this.#newest.set(model, known);
    return known;
  }
}

function noneIfRefused(error: unknown): number {
  if (error instanceof ReadRefused) return 0;
  throw error;
}
