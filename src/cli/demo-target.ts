import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { ConnectionInput } from '../app/connection-cases.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { packageRoot } from '../util/package-root.ts';
import { CommandRefused } from './command-refused.ts';
import { EXIT } from './exit-code.ts';
import type { Output } from './output.ts';

/** Where the demo loads to; disposing ends a sandbox and leaves a real Odoo running. */
export interface DemoTarget extends AsyncDisposable {
  readonly connection: Omit<ConnectionInput, 'name'>;
  readonly label: string;
}

export function openDemoTarget(output: Output, odoo: '19' | '14' | undefined): Promise<DemoTarget> {
  return odoo === undefined ? openSandbox() : openOdoo(output, odoo);
}

async function openSandbox(): Promise<DemoTarget> {
  const sandbox = await startSandbox();
  const [database = 'sandbox'] = sandbox.databases;
  const [user] = sandbox.users;
  if (user === undefined) throw new Error('The sandbox has no user.');
  const secret = user.apiKey ?? user.password;
  return {
    label: 'the sandbox, a stand-in Odoo 19',
    connection: { url: sandbox.url, database, login: user.login, secret },
    [Symbol.asyncDispose]: () => sandbox.close(),
  };
}

/** What `scripts/odoo db create` prints. */
const Created = z.object({
  url: z.url(),
  database: z.string(),
  login: z.string(),
  password: z.string(),
  api_key: z.string().optional(),
});

/** A fresh database of a real Odoo, installed and started by `scripts/odoo` where it is missing. */
async function openOdoo(output: Output, version: '19' | '14'): Promise<DemoTarget> {
  output.note(`Starting Odoo ${version}; the first time it is installed, which takes some minutes.`);
  await callScript(['up', version]);
  const name = `demo_${Date.now().toString(36)}`;
  const created = Created.parse(JSON.parse(await callScript(['db', 'create', version, name])));
  const { url, database, login, password, api_key: apiKey } = created;
  return {
    label: `Odoo ${version} at ${url}, database ${database} (log in as ${login})`,
    connection: { url, database, login, secret: apiKey ?? password },
    [Symbol.asyncDispose]: async () => undefined,
  };
}

async function callScript(args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(join(packageRoot(), 'scripts', 'odoo'), args);
    return stdout;
  } catch (error) {
    const words = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new CommandRefused(EXIT.failed, 'odoo', `scripts/odoo ${args.join(' ')} failed.\n${words}`);
  }
}
