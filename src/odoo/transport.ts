import type { Answer } from '../load/ports.ts';
import type { CallOptions } from './http.ts';

/** Which protocol speaks to Odoo: JSON-2 (19+, API key) or JSON-RPC (14 to 21, password or API key). */
export type TransportName = 'json2' | 'jsonrpc';

export interface CallParams {
  /** The records the method is called on; left out for a method of the model. */
  readonly ids?: readonly number[];
  /** By name, as the method of Odoo 19 names them. */
  readonly args?: Readonly<Record<string, unknown>>;
  /**
   * Of `args`, those that JSON-RPC sends by position, in order: their names changed among versions, or Odoo's dispatcher
   * looks at the first one (`create`).
   */
  readonly positional?: readonly string[];
  readonly context?: Readonly<Record<string, unknown>>;
}

/** One way to call a method of a model; the answer is Odoo's value as JSON, not yet checked. */
export interface Transport {
  readonly name: TransportName;
  call(model: string, method: string, params: CallParams, options?: CallOptions): Promise<Answer<unknown>>;
}
