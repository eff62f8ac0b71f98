/**
 * Builds the web app into web/dist, where the server takes it from, unless what lies there is newer than all that it is made of.
 *
 *   node scripts/build-web.ts [--force]
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

// Under a test runner it is another one, and React would be built as for development.
process.env.NODE_ENV = 'production';

const root = fileURLToPath(new URL('..', import.meta.url));
const web = join(root, 'web');

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newestSource(): number {
  const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter(
    (file) => !file.startsWith('dist'),
  );
  return Math.max(
    changedAt(join(root, 'package-lock.json')),
    ...files.map((file) => changedAt(join(web, file))),
  );
}

if (process.argv.includes('--force') || changedAt(join(web, 'dist/index.html')) < newestSource()) {
  await build({ configFile: join(web, 'vite.config.ts'), logLevel: 'warn' });
}
