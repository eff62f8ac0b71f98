import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkTransform } from '../../src/mapping/check-transform.ts';
import { compileFormula } from '../../src/mapping/formula/compile-formula.ts';
import { FORMULA_FUNCTIONS } from '../../src/mapping/formula/formula-functions.ts';
import { Transform, TransformStep } from '../../src/mapping/transform.ts';
import { ModelData } from '../../src/plan/graph-spec.ts';
import { openEngine } from '../../src/source/engine-client.ts';

const page = readFileSync(new URL('../../docs/mapping.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml = '']) => yaml);

test.each(examples)('the example is a valid part of a graph:\n%s', (yaml) => {
  expect(ModelData.partial().safeParse(parse(yaml)).error?.message).toBeUndefined();
});

test('the catalogue lists every transform', () => {
  const names = TransformStep.options.map((option) => option.shape.name.value);
  for (const name of names) expect(page, name).toMatch(new RegExp(`^\\| .*\`${name}\`.* \\|`, 'm'));
});

test('the examples of the catalogue are valid transforms', () => {
  const written = [...page.matchAll(/^\| `.*`(\{name: .*?\})`/gm)].map(([, flow = '']) => flow);
  expect(written.length).toBeGreaterThan(10);
  for (const flow of written) expect(checkTransform(Transform.parse(parse(flow))), flow).toBeNull();
});

test('every function of formulas is listed', () => {
  const section = page.slice(page.indexOf('### A formula'), page.indexOf('### Null tokens'));
  const words = new Set(section.match(/[a-z_0-9]+/g));
  expect(FORMULA_FUNCTIONS.map(({ name }) => name).filter((name) => !words.has(name))).toEqual([]);
});

test('the formulas of the examples are allowed', async () => {
  const mappings = examples.flatMap((yaml) =>
    Object.values(ModelData.partial().parse(parse(yaml)).fields ?? {}),
  );
  const formulas = mappings.flatMap((mapping) => ('formula' in mapping ? [mapping.formula] : []));
  expect(formulas.length).toBeGreaterThan(3);
  const engine = await openEngine({ memoryLimitMb: 128 });
  try {
    for (const formula of formulas) expect(await compileFormula(engine, formula)).toMatchObject({ ok: true });
  } finally {
    await engine.close();
  }
});
