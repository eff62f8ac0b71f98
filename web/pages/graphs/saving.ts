import type { GraphSpec } from '../../graph/spec.ts';

/** Keeps a new graph and opens it. */
export interface Saving {
  readonly isBusy: boolean;
  readonly save: (from: { readonly spec: GraphSpec } | { readonly yaml: string }) => void;
}
