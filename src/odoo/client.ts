import type { z } from 'zod';
import type { Answer, TargetFault } from '../load/ports.ts';
import { BASE_CONTEXT } from './context.ts';
import { forRead, malformedAnswer, withoutSecrets } from './fault.ts';
import type { CallOptions } from './http.ts';
import type { CallParams, Transport, TransportName } from './transport.ts';

export interface ServerVersion {
  /** As the server writes it: `19.0`, `saas~18.3`, `17.0+e`. */
  readonly text: string;
  readonly major: number;
}

export interface TypedCall<T> extends CallParams {
  /** What the answer must look like; anything else is `answer_malformed`. */
  readonly answer: z.ZodType<T>;
}

/** Speaks to one database of one Odoo as one user. */
export interface OdooClient {
  readonly version: ServerVersion;
  readonly database: string;
  readonly uid: number;
  readonly transport: TransportName;
  /**
   * Calls a method of a model in one server transaction. Without `context`, texts are en_US and times UTC.
   * Faults are values; for methods that only read, no outcome is `unknown`.
   */
  call<T>(model: string, method: string, call: TypedCall<T>, options?: CallOptions): Promise<Answer<T>>;
  close(): Promise<void>;
}

/** Methods that write nothing, so that sending them again is harmless. */
const READ_METHODS: ReadonlySet<string> = new Set([
  'check_access_rights',
  'check_object_reference',
  'context_get',
  'default_get',
  'fields_get',
  'get_available_models',
  'get_external_id',
  'get_installed',
  'get_metadata',
  'has_access',
  'name_search',
  'read',
  'search',
  'search_count',
  'search_read',
]);

export interface ClientParts {
  readonly transport: Transport;
  readonly version: ServerVersion;
  readonly database: string;
  readonly uid: number;
  readonly secrets: readonly string[];
  readonly close: () => Promise<void>;
}

export function createClient(parts: ClientParts): OdooClient {
  const { transport, version, database, uid, secrets, close } = parts;
  const report = (method: string, found: TargetFault): Answer<never> => {
    const safe = withoutSecrets(found, secrets);
    return { ok: false, fault: READ_METHODS.has(method) ? forRead(safe) : safe };
  };
  return {
    version,
    database,
    uid,
    transport: transport.name,
    async call(model, method, { answer: shape, ...params }, options) {
      const raw = await transport.call(model, method, { context: BASE_CONTEXT, ...params }, options);
      if (!raw.ok) return report(method, raw.fault);
      const parsed = shape.safeParse(raw.value);
      if (parsed.success) return { ok: true, value: parsed.data };
      const place = parsed.error.issues[0]?.path.join('.') ?? '';
      return report(method, malformedAnswer(`unexpected shape of ${model}.${method} ${place}`.trim()));
    },
    close,
  };
}
