import { z } from 'zod';
import type { Answer, TargetFault } from '../load/ports.ts';
import type { ServerVersion } from './client.ts';
import { fault, faultOfPage, faultOfTrouble } from './fault.ts';
import type { Http } from './http.ts';
import { openJsonRpc } from './json-rpc.ts';
import { parseJson } from './parse-json.ts';

const Part = z.union([z.string(), z.number()]);
/** `common.version` (14 to 21). */
const RpcVersion = z.object({ server_version: z.string(), server_version_info: z.array(Part).min(1) });
/** `/web/version` and `/json/version` (addons/rpc, 19+). */
const PageVersion = z.object({ version: z.string(), version_info: z.array(Part).min(1) });

/** How servers say that they have no such page: 14 with 404, 16 to 18 without a chosen database with 404 or a redirection. */
const ABSENT: ReadonlySet<TargetFault['reason']> = new Set([
  'not_odoo',
  'server_error',
  'database_unknown',
  'access_denied',
]);

/**
 * The version of the server, asked without a database: first the way of 19 and later, as the other one is logged there as
 * deprecated, then the one of 14 to 21.
 */
export async function readServerVersion(
  http: Http,
  basePath: string,
  timeoutMs: number,
): Promise<Answer<ServerVersion>> {
  const page = await readPage(http, `${basePath}/web/version`, timeoutMs);
  if (page.ok) return page;
  if (!ABSENT.has(page.fault.reason)) return page;
  const answer = await openJsonRpc(http, basePath).service('common', 'version', [], { timeoutMs });
  if (!answer.ok) return answer;
  const version = RpcVersion.safeParse(answer.value);
  if (!version.success) return notOdoo();
  return { ok: true, value: serverVersion(version.data.server_version, version.data.server_version_info) };
}

async function readPage(http: Http, path: string, timeoutMs: number): Promise<Answer<ServerVersion>> {
  const answer = await http.send({ method: 'GET', path }, { timeoutMs });
  if (answer.kind === 'trouble') return { ok: false, fault: faultOfTrouble(answer) };
  if (answer.status !== 200) return { ok: false, fault: faultOfPage(answer, Date.now()) };
  const json = parseJson(answer);
  const version = json.ok ? PageVersion.safeParse(json.value) : undefined;
  if (!version?.success) return notOdoo();
  return { ok: true, value: serverVersion(version.data.version, version.data.version_info) };
}

function notOdoo(): { readonly ok: false; readonly fault: TargetFault } {
  return { ok: false, fault: fault('needs_you', 'not_odoo', 'What answers at this address is not Odoo.') };
}

/** `version_info` begins with the major version: 19, or `saas~18` on Odoo's own hosting. */
export function serverVersion(text: string, info: readonly (string | number)[]): ServerVersion {
  return { text, major: Number(/\d+/.exec(String(info[0]))?.[0] ?? 0) };
}
