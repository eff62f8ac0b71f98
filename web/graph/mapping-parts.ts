import type { FieldMapping, Transform } from './spec.ts';

/** Parts that most kinds of mapping have, each in its own place. */
export interface MappingParts {
  readonly transforms?: Transform[] | undefined;
  readonly value_map?: Readonly<Record<string, string>> | undefined;
  readonly empty?: ('leave' | 'clear') | { default: string } | undefined;
  readonly null_tokens?: string[] | undefined;
}

export function transformsOf(mapping: FieldMapping): readonly Transform[] | undefined {
  if ('value' in mapping) return undefined;
  if (!('reference' in mapping)) return mapping.transforms ?? [];
  return 'node' in mapping.reference ? undefined : (mapping.reference.transforms ?? []);
}

export function valueMapOf(mapping: FieldMapping): Readonly<Record<string, string>> | undefined {
  if ('value' in mapping) return undefined;
  return ('reference' in mapping ? mapping.reference.value_map : mapping.value_map) ?? {};
}

/** Sets parts; those that are `undefined` or empty are taken out. A constant has none. */
export function withParts(mapping: FieldMapping, parts: MappingParts): FieldMapping {
  if ('value' in mapping) return mapping;
  const { transforms, value_map, ...own } = parts;
  const inner = {
    ...('transforms' in parts && { transforms: transforms?.length === 0 ? undefined : transforms }),
    ...('value_map' in parts && { value_map: isEmpty(value_map) ? undefined : value_map }),
  };
  if ('reference' in mapping) {
    const reference = compact({ ...mapping.reference, ...inner });
    return compact({ ...mapping, ...own, reference }) as FieldMapping;
  }
  return compact({ ...mapping, ...own, ...inner }) as FieldMapping;
}

function isEmpty(map: Readonly<Record<string, string>> | undefined): boolean {
  return map === undefined || Object.keys(map).length === 0;
}

/** Without what is not set. */
export function compact<T extends object>(of: T): T {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as T;
}
