import type { Kept } from './judge-created.ts';

/** A record that would go: one the run created, or one Odoo made along with it. */
export interface Thing {
  readonly model: string;
  readonly id: number;
  /** Why it stays; null: it goes. */
  kept: Kept | null;
  /** What stays too when this stays. */
  readonly keeps: Implied[];
}

export interface Implied {
  readonly thing: Thing;
  readonly kept: Kept;
}

/**
 * What stays keeps what it refers to, and its parts: an order that is kept needs its customer and must not lose its lines. Follows
 * that from every thing that is kept until nothing more is.
 */
export function closePlan(things: Iterable<Thing>): void {
  const open: Thing[] = [...things].filter(({ kept }) => kept !== null);
  for (let thing = open.pop(); thing !== undefined; thing = open.pop()) {
    for (const implied of thing.keeps) {
      if (implied.thing.kept !== null) continue;
      implied.thing.kept = implied.kept;
      open.push(implied.thing);
    }
  }
}

export function referredTo(by: { readonly model: string; readonly id: number }, field: string): Kept {
  return { reason: 'referred_to', detail: `${by.model} ${by.id} refers to it (${field}).` };
}

export function partOf(whole: { readonly model: string; readonly id: number }): Kept {
  return { reason: 'referred_to', detail: `It is part of ${whole.model} ${whole.id}, which stays.` };
}
