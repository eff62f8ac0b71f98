/**
 * The one gate: types, lint, import directions, unused code, lock file, drift of generated files, build, unit tests. Everything is run
 * even when something before it failed, so that one look shows all there is to mend. The checks that only read run side by side;
 * the tests have the machine for themselves, because some of them measure time.
 */

import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const node = process.execPath;
const bin = (name: string): string => `node_modules/.bin/${name}`;

const readingChecks: readonly Check[] = [
  { name: 'types', command: [node, 'node_modules/typescript-native/bin/tsc', '--noEmit', '-p', '.'] },
  {
    name: 'types of the web app',
    command: [node, 'node_modules/typescript-native/bin/tsc', '--noEmit', '-p', 'web'],
  },
  { name: 'format and lint', command: [bin('biome'), 'check', '--error-on-warnings', '.'] },
  {
    name: 'promises and switches',
    command: [bin('oxlint'), '--type-aware', '--deny-warnings', 'src', 'web', 'test', 'bench', 'scripts'],
  },
  { name: 'directions', command: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'src', 'web'] },
  { name: 'unused code', command: [bin('knip'), '--no-progress'] },
  { name: 'lock file', command: [node, 'scripts/complete-lock.ts', '--check'] },
  { name: 'drift of the graph schema', command: [node, 'scripts/make-graph-schema.ts', '--check'] },
  { name: 'drift of the API document', command: [node, 'scripts/make-openapi.ts', '--check'] },
  { name: "drift of the web app's types", command: [node, 'scripts/make-api-types.ts', '--check'] },
  { name: 'build', command: [bin('tsdown'), '--out-dir', 'tmp/dist', '--log-level', 'warn'] },
];

const unitTests: Check = {
  name: 'unit tests',
  command: [node, 'scripts/run-vitest.ts', 'unit', 'tmp/unit.json'],
};

const failed: string[] = [];

function report({ name }: Check, isGood: boolean, startedAt: number): void {
  console.log(`${isGood ? '✓' : '✗'} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  if (!isGood) failed.push(name);
}

/** What a check says is printed when it ends, so that several do not mix. */
async function runBeside(check: Check): Promise<void> {
  const startedAt = Date.now();
  const [command, ...args] = check.command;
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part));
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      said.push(Buffer.from(`${error.message}\n`));
      resolve(null);
    });
    child.once('close', resolve);
  });
  if (code !== 0) process.stdout.write(Buffer.concat(said));
  report(check, code === 0, startedAt);
}

function runAlone(check: Check): void {
  const startedAt = Date.now();
  const [command, ...args] = check.command;
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  report(check, status === 0, startedAt);
}

await Promise.all(readingChecks.map(runBeside));
runAlone(unitTests);
const end = failed.length === 0 ? 'gate: everything passed' : `gate: failed: ${failed.join(', ')}`;
console.log(end);
// For who looks at the end of a longer run only.
mkdirSync('tmp', { recursive: true });
writeFileSync('tmp/gate.txt', `${end}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
