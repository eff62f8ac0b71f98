import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkTransform } from '../../src/mapping/check-transform.ts';
import { Transform, TransformStep } from '../../src/mapping/transform.ts';
import { ModelData } from '../../src/plan/graph-spec.ts';

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
