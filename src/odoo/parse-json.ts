import type { HttpAnswer } from './http.ts';

export type Json = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/** The body as JSON; not ok for a page, an empty body or JSON that was cut. */
export function parseJson(answer: HttpAnswer): Json {
  try {
    return { ok: true, value: JSON.parse(answer.text) as unknown };
  } catch {
    return { ok: false };
  }
}
