import { readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openApp } from '../../src/app.ts';
import { ALL_CREATED, type FaultWorld, openFaultWorld } from '../support/fault-world.ts';
import { configOf, outcomesOf } from '../support/product.ts';
import { type ServedWorld, serveWorld } from '../support/served-world.ts';
import { canMountDisks, openSmallDisk, type SmallDisk } from '../support/small-disk.ts';

let world: FaultWorld;

beforeEach(async () => {
  world = await openFaultWorld({ concurrency: 1 });
});
afterEach(() => world.close());

async function upload(
  served: ServedWorld,
  text: string,
): Promise<{ readonly status: number; readonly detail: string }> {
  const form = new FormData();
  form.append('files', new File([text], 'sheet.csv'));
  const answer = await served.call('POST', '/datasets', { body: form });
  const { detail = '' } = (await answer.json()) as { readonly detail?: string };
  return { status: answer.status, detail };
}

async function datasets(): Promise<number> {
  return (await world.app.datasets.list({ limit: 10 })).items.length;
}

/** A run whose second batch waits while `meanwhile` happens; then it completes. */
async function duringRun(meanwhile: () => Promise<void>): Promise<void> {
  const arrived = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  world.sandbox.addFault({
    match: ({ method }) => {
      if (method === 'load') arrived.resolve();
      return method === 'load';
    },
    after: 1,
    action: { kind: 'hold', until: released.promise },
  });
  const runId = await world.start();
  await arrived.promise;
  try {
    await meanwhile();
  } finally {
    released.resolve();
  }
  const run = await world.end(runId);
  expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
  await world.check(run);
}

describe.runIf(canMountDisks())('the disk is full', () => {
  let disk: SmallDisk;
  let served: ServedWorld;

  beforeEach(async () => {
    disk = openSmallDisk({ mebibytes: 2 });
    served = await serveWorld(world);
  });
  afterEach(async () => {
    await served.close();
    disk.close();
  });

  /** Lets this folder of ours lie on the small disk. */
  async function move(folder: 'uploads' | 'datasets'): Promise<() => void> {
    const path = join(world.home, folder);
    await rm(path, { recursive: true, force: true });
    await symlink(disk.path, path);
    return () => undefined;
  }

  async function moveTemporary(): Promise<() => void> {
    const before = process.env.TMPDIR;
    process.env.TMPDIR = disk.path;
    expect(tmpdir()).toBe(disk.path);
    return () => {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    };
  }

  it.each([
    { when: 'while files arrive', place: () => move('uploads') },
    { when: 'while files are read', place: moveTemporary },
    { when: 'while the dataset is stored', place: () => move('datasets') },
  ])('$when: refused and said so, nothing of it stays, and with space it is taken', async ({ place }) => {
    const text = `a,b\n${'1,2\n'.repeat(2000)}`;
    const before = await datasets();
    const putBack = await place();
    try {
      disk.fill();
      const refused = await upload(served, text);
      expect(refused.status).toBeGreaterThanOrEqual(400);
      expect(refused.detail).toMatch(/The disk is full\. Free some space/);
      disk.free();
      expect(await readdir(disk.path)).toEqual([]);
      expect(await datasets()).toBe(before);
      expect((await upload(served, text)).status).toBe(201);
    } finally {
      putBack();
    }
  });
});

it('a sheet that needs more memory than the engine has: refused, while a run goes on and the next sheet is read', async () => {
  const config = configOf({ IMPORTGRAPH_HOME: world.home, DATABASE_URL: world.databaseUrl });
  const small = await openApp({ ...config, engineMemoryMib: 48 });
  const served = await serveWorld({ app: small, home: world.home });
  try {
    await duringRun(async () => {
      const line = `${Array.from({ length: 300 }, (_, column) => `value ${column}`).join(',')}\n`;
      const refused = await upload(served, line.repeat(20_000));
      expect(refused.status).toBe(400);
      expect(refused.detail).toMatch(/need more memory .* Split them, or raise ENGINE_MEMORY_MIB\./);
      expect((await upload(served, 'a,b\n1,2\n')).status).toBe(201);
    });
  } finally {
    await served.close();
    await small.close();
  }
});
