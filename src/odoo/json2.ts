import { z } from 'zod';
import type { Answer } from '../load/ports.ts';
import { faultOfException, faultOfPage, faultOfTrouble, malformedAnswer } from './fault.ts';
import type { Http, HttpAnswer } from './http.ts';
import { parseJson } from './parse-json.ts';
import type { Transport } from './transport.ts';

export interface Json2Settings {
  readonly http: Http;
  readonly basePath: string;
  /** Empty: the server has one database only. */
  readonly database: string;
  readonly apiKey: string;
}

/** Error body of JSON-2 (addons/rpc, odoo/http.py `Json2Dispatcher.handle_error`, 19); `debug` is left unread. */
const ErrorBody = z.object({ name: z.string(), message: z.string() });

/** JSON-2: `POST /json/2/<model>/<method>` with named arguments, one call, one transaction. */
export function json2Transport({ http, basePath, database, apiKey }: Json2Settings): Transport {
  const headers = {
    'content-type': 'application/json',
    authorization: `bearer ${apiKey}`,
    ...(database === '' ? {} : { 'x-odoo-database': database }),
  };
  return {
    name: 'json2',
    async call(model, method, { ids, args, context }, options) {
      const path = `${basePath}/json/2/${encodeURIComponent(model)}/${encodeURIComponent(method)}`;
      const body = JSON.stringify({ ...args, ...(ids ? { ids } : {}), ...(context ? { context } : {}) });
      const answer = await http.send({ method: 'POST', path, headers, body }, options);
      return answer.kind === 'trouble' ? { ok: false, fault: faultOfTrouble(answer) } : readAnswer(answer);
    },
  };
}

function readAnswer(answer: HttpAnswer): Answer<unknown> {
  const json = parseJson(answer);
  if (answer.status === 200) {
    if (json.ok) return json;
    const isJson = /json/i.test(answer.headers['content-type'] ?? '');
    const found = isJson ? malformedAnswer('not JSON', 200) : faultOfPage(answer, Date.now());
    return { ok: false, fault: found };
  }
  const error = json.ok ? ErrorBody.safeParse(json.value) : undefined;
  const found = error?.success
    ? faultOfException(error.data, answer.status, answer.headers, Date.now())
    : faultOfPage(answer, Date.now());
  return { ok: false, fault: found };
}
