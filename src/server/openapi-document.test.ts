import { expect, test } from 'vitest';
import { writeOpenApiDocument } from './openapi-document.ts';

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}
interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly required?: boolean };
  readonly responses: Readonly<Record<string, unknown>>;
}

test('the document is OpenAPI 3.1, closed in itself and names every operation once', async () => {
  const text = await writeOpenApiDocument();
  const document = JSON.parse(text) as Document;
  expect(document.openapi).toBe('3.1.0');
  const named = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map((match) => match[1] ?? '');
  expect(Object.keys(document.components.schemas).sort()).toEqual([...new Set(named)].sort());
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  const ids = operations.map((operation) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).not.toContain(undefined);
  expect(operations.filter((o) => o.operationId !== 'getHealth' && !('4XX' in o.responses))).toEqual([]);
});

test('a body that may be left out is not required', async () => {
  const { paths } = JSON.parse(await writeOpenApiDocument()) as Document;
  expect(paths['/api/v1/graphs/{id}/run']?.post?.requestBody).toMatchObject({ required: false });
  expect(paths['/api/v1/connections']?.post?.requestBody).toMatchObject({ required: true });
});

test('the document is the same every time', async () => {
  expect(await writeOpenApiDocument()).toBe(await writeOpenApiDocument());
});
