import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ModelData } from './graph-spec.ts';
import { importGraphYaml } from './graph-yaml.ts';
import { planRun } from './plan-run.ts';
import { validateGraph } from './validate-graph.ts';

const [whole = '', ...parts] = [
  ...readFileSync('docs/graph.md', 'utf8').matchAll(/^```yaml\n(.*?)^```$/gms),
].map((match) => match[1] ?? '');

test('the example of the documentation is valid and loads customers before orders', () => {
  const parsed = importGraphYaml(whole);
  if (!parsed.ok) throw new Error(parsed.issues.map((issue) => issue.message).join('\n'));
  const result = validateGraph(parsed.spec);
  expect([...result.errors, ...result.warnings]).toEqual([]);
  const steps = result.valid ? planRun(result.graph).steps : [];
  expect(steps.map(({ node, level, component }) => ({ node, level, component }))).toEqual([
    { node: 'customers', level: 0, component: 0 },
    { node: 'orders', level: 1, component: null },
  ]);
});

test.each(parts)('the part of a node is valid:\n%s', (yaml) => {
  expect(ModelData.partial().safeParse(parse(yaml)).error?.message).toBeUndefined();
});
