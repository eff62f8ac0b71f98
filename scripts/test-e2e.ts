/**
 * The browser tests: the whole product behind its real server, in Debian's Chromium, which is installed where it is missing and this
 * user may do so. CHROMIUM gives the path of another one. Arguments are handed on to vitest.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { runVitest } from './run-vitest.ts';

const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

function install(): void {
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
}

if (!existsSync(chromium)) install();
if (existsSync(chromium)) {
  process.exitCode = runVitest({ project: 'e2e', report: 'tmp/e2e.json', args: process.argv.slice(2) });
} else {
  console.error(`There is no ${chromium}. Install Debian's chromium, or give the path of one in CHROMIUM.`);
  process.exitCode = 1;
}
