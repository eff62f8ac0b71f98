import type { Env } from './env.ts';

/** The public methods of a model that the sandbox answers, with the parameters of Odoo 19. */
export interface Method {
  /** `@api.model`: no record IDs. */
  readonly isModel: boolean;
  /** In order; those without default are required. */
  readonly params: readonly (readonly [name: string, fallback?: unknown])[];
  readonly run: (call: MethodCall) => unknown;
}

export interface MethodCall {
  readonly env: Env;
  readonly model: string;
  readonly ids: readonly number[];
  readonly args: Readonly<Record<string, unknown>>;
}
