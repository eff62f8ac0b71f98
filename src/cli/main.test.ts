import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../util/package-root.ts';

function importgraph(...args: readonly string[]) {
  const launcher = join(packageRoot(), 'bin', 'importgraph.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('help names every command and the exit codes', () => {
  const { status, stdout } = importgraph('--help');
  expect(status).toBe(0);
  for (const name of [
    'run',
    'plan',
    'connect',
    'status',
    'rows',
    'resume',
    'serve',
    'work',
    'sandbox',
    'demo',
  ]) {
    expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
  }
  expect(stdout).toContain('6 paused, needs you');
});

test('a wrong command line exits with 1, and with JSON says so in JSON', () => {
  const { status, stdout, stderr } = importgraph('run', 'graph.yaml', '--json');
  expect([status, JSON.parse(stdout)]).toEqual([
    1,
    { error: { code: 'usage', message: expect.stringContaining('--data'), issues: [] } },
  ]);
  expect(stderr).toContain('--data');
  expect(importgraph('nonsense').status).toBe(1);
});

test('no command takes a secret as an argument', () => {
  expect(importgraph('connect', 'x', '--secret', 'y').stderr).toContain("unknown option '--secret'");
});
