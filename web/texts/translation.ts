import type { english } from './en/index.ts';

type Partly<T> = { readonly [Key in keyof T]?: T[Key] extends string ? string : Partly<T[Key]> };

/** A catalogue in another language: the same areas and keys; what is missing is shown in English. */
export type Translation = Partly<typeof english>;
