import type { SwaggerTransformObject } from '@fastify/swagger';

type Document = ReturnType<SwaggerTransformObject>;
type Schemas = ReadonlyMap<string, unknown>;

/**
 * What the schema library leaves to do: it registers each schema twice, as read (`XInput`) and as written (`X`), and calls
 * every request body required. Here unused ones go, a lone or equal `XInput` becomes `X`, bodies that may be left out say so.
 */
export function tidyOpenApi(document: Document): Document {
  if (!('components' in document) || document.components?.schemas === undefined) return document;
  const { schemas, ...others } = document.components;
  const rest = { ...document, components: others };
  const used = keepUsed(rest, new Map(Object.entries(schemas)));
  const sorted = [...used].sort(([a], [b]) => (a < b ? -1 : 1));
  const joined = { ...rest, components: { ...others, schemas: Object.fromEntries(sorted) } };
  return freeOptionalBodies(renameInputs(joined, used));
}

function keepUsed(rest: object, schemas: Schemas): Schemas {
  const kept = new Map(schemas);
  for (;;) {
    const text = JSON.stringify([rest, ...kept.values()]);
    const unused = [...kept.keys()].filter((name) => !text.includes(`"#/components/schemas/${name}"`));
    if (unused.length === 0) return kept;
    for (const name of unused) kept.delete(name);
  }
}

/** Two schemas are equal when their text is, read without the difference in names. */
function renameInputs(document: object, schemas: Schemas): object {
  const plain = (text: string) => text.replaceAll(/Input"/g, '"');
  const textOf = (name: string) => plain(JSON.stringify(schemas.get(name)) ?? '');
  const doomed = [...schemas.keys()].filter((name) => {
    const twin = name.replace(/Input$/, '');
    return twin !== name && (!schemas.has(twin) || textOf(twin) === textOf(name));
  });
  return doomed.reduce((result, name) => renameSchema(result, name, name.replace(/Input$/, '')), document);
}

function renameSchema(document: object, from: string, to: string): object {
  const parse = (text: string) => JSON.parse(text) as { components: { schemas: Record<string, unknown> } };
  const path = '"#/components/schemas/';
  const made = parse(JSON.stringify(document).replaceAll(`${path}${from}"`, `${path}${to}"`));
  const entries = Object.entries(made.components.schemas)
    .filter(([name]) => name !== to || !(from in made.components.schemas))
    .map(([name, schema]) => [name === from ? to : name, schema] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...made, components: { ...made.components, schemas: Object.fromEntries(entries) } };
}

/** A body that may be null is one that may be left out: HTTP has no other way to send none. */
function freeOptionalBodies(document: object): Document {
  const text = JSON.stringify(document, (key, value: unknown) => {
    if (key !== 'requestBody' || !isBody(value)) return value;
    const content = Object.entries(value.content).map(([type, media]) => {
      const choices = media.schema.anyOf;
      const isOr = choices?.length === 2 && choices.some((c) => c.type === 'null');
      const schema = isOr ? choices.find((c) => c.type !== 'null') : undefined;
      return [type, schema === undefined ? media : { ...media, schema }] as const;
    });
    const isOptional = content.some(([type, media]) => media !== value.content[type]);
    return { ...value, ...(isOptional ? { required: false } : {}), content: Object.fromEntries(content) };
  });
  return JSON.parse(text) as Document;
}

interface Body {
  readonly content: Readonly<
    Record<string, { readonly schema: { readonly anyOf?: readonly { readonly type?: string }[] } }>
  >;
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && 'content' in value;
}
