import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { graphJsonSchema } from './graph-schema.ts';

test('the published JSON Schema is the one the code makes', () => {
  const stored: unknown = JSON.parse(readFileSync('schema/graph.schema.gen.json', 'utf8'));
  expect(stored).toEqual(JSON.parse(JSON.stringify(graphJsonSchema())));
});

test('parts of a graph have a name and keep their descriptions', () => {
  expect(graphJsonSchema()).toMatchObject({
    $defs: {
      FieldMapping: { anyOf: expect.any(Array) },
      ModelData: { properties: { write_policy: { description: 'default: upsert' } } },
    },
  });
});
