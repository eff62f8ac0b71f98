import type { Sandbox } from '../../src/sandbox/sandbox.ts';

export interface LoadReply {
  readonly ids: readonly number[] | false;
  readonly messages: readonly (Readonly<Record<string, unknown>> & { readonly message: string })[];
  readonly nextrow: number;
}

/** Plain HTTP to a sandbox: what goes over the wire, without our own client between. */
export function sandboxClient(sandbox: Sandbox, apiKey = sandbox.users[0]?.apiKey ?? '') {
  const post = (model: string, method: string, body: object): Promise<Response> =>
    fetch(`${sandbox.url}/json/2/${model}/${method}`, {
      method: 'POST',
      headers: { authorization: `bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return {
    post,
    async call<T>(model: string, method: string, body: object): Promise<T> {
      const response = await post(model, method, body);
      const answer = await response.json();
      if (response.status !== 200) throw new Error(`${response.status}: ${JSON.stringify(answer)}`);
      return answer as T;
    },
    async load(
      model: string,
      fields: readonly string[],
      data: readonly (readonly unknown[])[],
      context: object = {},
    ): Promise<LoadReply> {
      return this.call<LoadReply>(model, 'load', { fields, data, context });
    },
  };
}
