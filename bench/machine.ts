import { readFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { z } from 'zod';
import type { OdooAccess } from './odoo-databases.ts';

/** What the figures depend on besides the code. */
export interface Machine {
  readonly date: string;
  readonly cores: number;
  /** Processes that wanted a core in the minute before, on average; well above zero means that the machine was not ours alone. */
  readonly loadBefore: number;
  readonly importgraph: string;
  readonly node: string;
  readonly odoo: string;
}

export async function describeMachine(odoo: string): Promise<Machine> {
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: availableParallelism(),
    loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    importgraph: await packageVersion(),
    node: process.versions.node,
    odoo,
  };
}

async function packageVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

const VersionInfo = z.object({ result: z.object({ server_version: z.string() }) });

export async function odooVersion({ url }: Pick<OdooAccess, 'url'>): Promise<string> {
  const answer = await fetch(`${url}/web/webclient/version_info`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', method: 'call', params: {} }),
  });
  return VersionInfo.parse(await answer.json()).result.server_version;
}
