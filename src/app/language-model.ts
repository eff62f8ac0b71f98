import { Client } from 'undici';
import { z } from 'zod';

/** An endpoint that speaks as OpenAI's does. The operator chose it, so every address is allowed. */
export interface LanguageModel {
  /** What `/chat/completions` stands behind, e.g. `http://127.0.0.1:11434/v1`. */
  readonly url: string;
  readonly name: string;
  /** Null: the endpoint wants none. */
  readonly apiKey: string | null;
  /** Cells may be sent, not only headers and what is known of columns. */
  readonly sendsValues: boolean;
  readonly timeoutMs: number;
}

export type ModelAnswer =
  | { readonly ok: true; readonly text: string }
  /** In our words: nothing that the endpoint said, and no key. */
  | { readonly ok: false; readonly message: string };

const MOST_ANSWER_BYTES = 1024 * 1024;
const CONNECT_MS = 10_000;

const Completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

export interface ModelQuestion {
  readonly instructions: string;
  readonly question: string;
}

/** One question, one answer; redirects are not followed. */
export async function askLanguageModel(model: LanguageModel, asked: ModelQuestion): Promise<ModelAnswer> {
  const { origin, pathname } = new URL(model.url);
  const failed = (what: string): ModelAnswer => ({
    ok: false,
    message: `The language model at ${origin} ${what}`,
  });
  const client = new Client(origin, { connect: { timeout: CONNECT_MS } });
  const deadline = AbortSignal.timeout(model.timeoutMs);
  try {
    const answer = await client.request({
      method: 'POST',
      path: `${pathname.replace(/\/+$/, '')}/chat/completions`,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'importgraph',
        ...(model.apiKey === null ? {} : { authorization: `Bearer ${model.apiKey}` }),
      },
      body: JSON.stringify({
        model: model.name,
        messages: [
          { role: 'system', content: asked.instructions },
          { role: 'user', content: asked.question },
        ],
      }),
      signal: deadline,
      headersTimeout: model.timeoutMs,
      bodyTimeout: model.timeoutMs,
    });
    if (answer.statusCode !== 200) return failed(`answered with HTTP ${answer.statusCode}.`);
    const body = await readCapped(answer.body);
    if (body === null) return failed('answered with more than 1 MiB.');
    const completion = Completion.safeParse(parseJson(body));
    const text = completion.data?.choices[0]?.message.content;
    return text === undefined
      ? failed('answered with something else than a completion.')
      : { ok: true, text };
  } catch (error) {
    if (deadline.aborted) return failed(`did not answer within ${model.timeoutMs / 1000} seconds.`);
    return failed(`cannot be reached (${codeOf(error)}).`);
  } finally {
    await client.destroy();
  }
}

async function readCapped(body: AsyncIterable<Buffer>): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MOST_ANSWER_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Undefined: it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'no answer';
}
