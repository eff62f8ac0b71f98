/** Reads Odoo by plain JSON-RPC, without any code of the product: the oracle of the tests. */
export interface OdooAccess {
  readonly url: string;
  readonly database: string;
  readonly login: string;
  readonly password: string;
}

export type OracleRecord = Record<string, unknown> & { readonly id: number };

export interface Oracle {
  execute<T>(model: string, method: string, args: readonly unknown[], kwargs?: object): Promise<T>;
  searchRead(
    model: string,
    domain: readonly unknown[],
    fields: readonly string[],
  ): Promise<readonly OracleRecord[]>;
  count(model: string, domain: readonly unknown[]): Promise<number>;
  /** External ID → database ID of all records with an external ID of this namespace and node. */
  externalIds(namespace: string, node: string): Promise<ReadonlyMap<string, number>>;
}

export async function openOracle(access: OdooAccess): Promise<Oracle> {
  const uid = await rpc<number>(access, 'common', 'authenticate', [
    access.database,
    access.login,
    access.password,
    {},
  ]);
  const execute = <T>(
    model: string,
    method: string,
    args: readonly unknown[],
    kwargs: object = {},
  ): Promise<T> =>
    rpc<T>(access, 'object', 'execute_kw', [
      access.database,
      uid,
      access.password,
      model,
      method,
      args,
      kwargs,
    ]);
  return {
    execute,
    searchRead: (model, domain, fields) =>
      execute(model, 'search_read', [domain, fields], { context: { active_test: false }, order: 'id' }),
    count: (model, domain) => execute(model, 'search_count', [domain], { context: { active_test: false } }),
    externalIds: async (namespace, node) => {
      const rows = await execute<{ name: string; res_id: number }[]>('ir.model.data', 'search_read', [
        [
          ['module', '=', namespace],
          ['name', '=like', `${node.replace(/_/g, '\\_')}\\_%`],
        ],
        ['name', 'res_id'],
      ]);
      // A key holds no `_`: what has one names the record a model delegates to, e.g. `products_1_product_template` (`_inherits`).
      const own = rows.map((row) => [row.name.slice(node.length + 1), row.res_id] as const);
      return new Map(own.filter(([key]) => !key.includes('_')));
    },
  };
}

/** The names of all contacts, in order. */
export async function contactsOf(access: OdooAccess): Promise<readonly string[]> {
  const oracle = await openOracle(access);
  return (await oracle.searchRead('res.partner', [], ['name'])).map(({ name }) => String(name)).sort();
}

async function rpc<T>(
  access: OdooAccess,
  service: string,
  method: string,
  args: readonly unknown[],
): Promise<T> {
  const answer = await fetch(`${access.url}/jsonrpc`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', method: 'call', id: 1, params: { service, method, args } }),
  });
  const body = (await answer.json()) as { result?: T; error?: { data?: { message?: string } } };
  if (body.error)
    throw new Error(`${service}.${method}: ${body.error.data?.message ?? JSON.stringify(body.error)}`);
  return body.result as T;
}

/** Of a many2one as `read` gives it: `[12, 'Label']`. */
export function idOf(value: unknown): number {
  return Number(Array.isArray(value) ? value[0] : value);
}

export function labelOf(value: unknown): unknown {
  return Array.isArray(value) ? value[1] : undefined;
}
