import type { english } from './en/index.ts';

type Partly<T> = {
  readonly [Key in keyof T]?: T[Key] extends string ? string : Partly<T[Key]>;
} & { readonly [Key in keyof T as Key extends `${infer Stem}_other` ? `${Stem}_many` : never]?: string };

/**
 * A catalogue in another language: the same areas and keys; what is missing is shown in English.
 * French and Spanish have one form more, `_many`: `1 000 000 de lignes`.
 */
export type Translation = Partly<typeof english>;
