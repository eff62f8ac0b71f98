import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { writeOpenApiDocument } from '../src/server/openapi-document.ts';

/** Writes the OpenAPI document from the routes' schemas; `--check` fails when the committed one differs. */
const target = new URL('../openapi/openapi.gen.json', import.meta.url);
const made = await writeOpenApiDocument();

if (process.argv.includes('--check')) {
  const committed = await readFile(target, 'utf8').catch(() => '');
  if (committed !== made) {
    console.error(
      'openapi/openapi.gen.json is out of date: run `node scripts/make-openapi.ts` and commit the result.',
    );
    process.exitCode = 1;
  }
} else {
  await mkdir(new URL('.', target), { recursive: true });
  await writeFile(target, made);
  console.error(`${fileURLToPath(target)} written`);
}
