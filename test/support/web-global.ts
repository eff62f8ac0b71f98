import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** The browser tests see the web app as it stands in the sources. */
export function setup(): void {
  const root = join(import.meta.dirname, '../..');
  execFileSync(process.execPath, [join(root, 'scripts/build-web.ts')], { cwd: root, stdio: 'inherit' });
}
