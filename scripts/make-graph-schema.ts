/**
 * Writes `schema/graph.schema.gen.json` from the schemas in the code; with `--check` only says whether it is up to date
 * (exit code 1 when it is not).
 */
import { readFile, writeFile } from 'node:fs/promises';
import { graphJsonSchema } from '../src/plan/graph-schema.ts';

const file = new URL('../schema/graph.schema.gen.json', import.meta.url);
const text = `${JSON.stringify(graphJsonSchema(), null, 2)}\n`;

if (process.argv.includes('--check')) {
  const stored = await readFile(file, 'utf8').catch(() => '');
  if (stored !== text) {
    console.error('schema/graph.schema.gen.json is out of date. Run: node scripts/make-graph-schema.ts');
    process.exitCode = 1;
  }
} else {
  await writeFile(file, text);
}
