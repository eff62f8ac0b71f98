import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

/** Writes the web app's types of the API from the OpenAPI document; `--check` fails when the committed ones differ. */
const source = new URL('../openapi/openapi.gen.json', import.meta.url);
const target = new URL('../web/api/schema.gen.ts', import.meta.url);
const made = `// Made by scripts/make-api-types.ts from openapi/openapi.gen.json.\n/* oxlint-disable */\n${astToString(await openapiTS(source))}`;

if (process.argv.includes('--check')) {
  const committed = await readFile(target, 'utf8').catch(() => '');
  if (committed !== made) {
    console.error('web/api/schema.gen.ts is out of date: run `npm run generate` and commit the result.');
    process.exitCode = 1;
  }
} else {
  await writeFile(target, made);
  console.error(`${fileURLToPath(target)} written`);
}
