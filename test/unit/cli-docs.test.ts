import { readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApp } from '../../src/app.ts';
import { openOutput } from '../../src/cli/output.ts';
import { createProgram } from '../../src/cli/program.ts';
import { runProgram } from '../../src/cli/run-program.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { misfit, readCommandLine, readExamples } from '../support/doc-examples.ts';

const root = new URL('../../', import.meta.url).pathname;
const examples = readExamples(readFileSync(join(root, 'docs/cli.md'), 'utf8'));
const commands = examples.flatMap((example) => example.commands);

/** Go on until they are stopped; their own tests start and stop them. */
const ENDLESS = ['serve', 'work', 'sandbox', 'demo'];
/** As the page has it; the sandbox of the test listens on a free port. */
const SANDBOX_URL = 'http://127.0.0.1:8069';

test('every command has an example', () => {
  const shown = new Set(commands.flatMap(({ text }) => /\bimportgraph ([a-z-]+)/.exec(text)?.[1] ?? []));
  const all = createProgram('0', async () => undefined).commands.map((command) => command.name());
  expect(all.filter((name) => !shown.has(name) && !ENDLESS.includes(name))).toEqual([]);
});

test('every answer that is shown belongs to a command', () => {
  const shown = readFileSync(join(root, 'docs/cli.md'), 'utf8').match(/^```json$/gm) ?? [];
  expect(examples.filter(({ answer }) => answer !== undefined)).toHaveLength(shown.length);
});

test.each([
  [{ a: 1 }, { a: 1, b: 2 }, null],
  [{ a: '…' }, { a: null }, null],
  [{ a: '…' }, {}, 'answer.a is not there'],
  [{ a: 'run_…' }, { a: 'row_1' }, /^answer\.a: the page shows "run_…", the command answered "row_1"$/],
  [{ a: [{ b: 1 }] }, { a: [{ b: 1 }, { b: 2 }] }, /^answer\.a\[1\]\.b: /],
  [{ a: [1] }, { a: [] }, /^answer\.a: /],
  [{ a: [1, 2] }, { a: [1] }, /^answer\.a: /],
  [{ a: null }, { a: 0 }, /^answer\.a: /],
])('an answer is compared with what the page shows: %j, %j', (shown, actual, expected) => {
  if (expected === null) expect(misfit(shown, actual)).toBeNull();
  else expect(misfit(shown, actual)).toMatch(expected);
});

test.each([
  ['A=1 importgraph run \'a b\' --x="c d"', { variables: { A: '1' }, words: ['run', 'a b', '--x=c d'] }],
  ['importgraph a \\\n  b', { variables: {}, words: ['a', 'b'] }],
])('a command line is taken apart as a shell does: %s', (line, expected) => {
  expect(readCommandLine(line)).toEqual(expected);
});

test.each(['importgraph rows last | head', 'echo $HOME', 'importgraph status > x', "importgraph 'open"])(
  'what only a shell can do is refused: %s',
  (line) => {
    expect(() => readCommandLine(line)).toThrow(/cannot be run/);
  },
);

describe('the page as one session', () => {
  const before = process.cwd();
  let database: TestDatabase;
  let sandbox: Sandbox;
  let folder: string;

  beforeAll(async () => {
    [database, sandbox] = await Promise.all([freshDatabase(), startSandbox()]);
    folder = await mkdtemp(join(tmpdir(), 'ig-docs-'));
    await symlink(join(root, 'examples'), join(folder, 'examples'));
    process.chdir(folder);
  });

  afterAll(async () => {
    process.chdir(before);
    await Promise.all([database?.drop(), sandbox?.close()]);
    await rm(folder, { recursive: true, force: true });
  });

  /** In this process: a fresh one takes three seconds of a processor for its imports alone. */
  async function run(line: string) {
    const { variables, words } = readCommandLine(line.replaceAll(SANDBOX_URL, sandbox.url));
    const written = { stdout: '', stderr: '' };
    const out = (text: string) => (written.stdout += text);
    const err = (text: string) => (written.stderr += text);
    const home = join(folder, 'home');
    const exitCode = await runProgram(words, {
      version: '0',
      contextOf: (json) => ({
        output: openOutput({ stdout: { write: out }, stderr: { write: err } }, json),
        env: { IMPORTGRAPH_HOME: home, DATABASE_URL: database.url, LOG_LEVEL: 'error', ...variables },
        interrupted: new AbortController().signal,
        openApp,
        askSecret: null,
      }),
      help: { out, err },
    });
    return { exitCode, ...written };
  }

  test.each(examples)('docs/cli.md, line $line', { timeout: 180_000 }, async ({ commands, answer }) => {
    let last = '';
    for (const { text, line, exitCode } of commands) {
      const ended = await run(text);
      expect(ended, `line ${line}: ${text}\n${ended.stdout}${ended.stderr}`).toMatchObject({ exitCode });
      last = ended.stdout.trimEnd().split('\n').at(-1) ?? '';
    }
    if (answer !== undefined) expect(misfit(answer, JSON.parse(last))).toBeNull();
  });
});
