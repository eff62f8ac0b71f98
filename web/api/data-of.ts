interface Answer {
  readonly data?: unknown;
  readonly error?: unknown;
}

type DataOf<A extends Answer> = Extract<A, { readonly error?: never }>['data'];

/** The data of a call of `client`; throws the server's problem: `await dataOf(client.GET('/api/v1/runs'))`. */
export async function dataOf<A extends Answer>(call: Promise<A>): Promise<DataOf<A>> {
  const { data, error } = await call;
  if (error !== undefined) throw error;
  return data;
}
