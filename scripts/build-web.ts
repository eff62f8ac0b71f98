/**
 * Builds the web app into web/dist, where the server takes it from, unless what lies there is newer than all that it is made of.
 *
 *   node scripts/build-web.ts [--force]
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

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

/** Beside each file, for browsers that take it so: compressed once, not with every answer. */
function compress(folder: string): void {
  for (const name of readdirSync(folder)) {
    const content = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
  }
}

if (process.argv.includes('--force') || changedAt(join(web, 'dist/index.html')) < newestSource()) {
  // Asked for here only: an installation without devDependencies has no vite, and needs none where the app is built.
  const { build } = await import('vite');
  await build({ configFile: join(web, 'vite.config.ts'), logLevel: 'warn' });
  compress(join(web, 'dist/assets'));
}
