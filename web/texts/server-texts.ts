import type { components } from '../api/schema.gen.ts';

type Transform = components['schemas']['Transform'];
type TransformName = Extract<Transform, string> | Exclude<Transform, string>['name'];

/**
 * What the server says in English of the things that come along with it, in another language, by their IDs. What has no text here
 * is shown as the server says it. A test holds this against the server's own lists.
 */
export interface ServerTexts {
  readonly examples: Readonly<Record<string, { readonly title: string; readonly description: string }>>;
  readonly templates: Readonly<Record<string, TemplateTexts>>;
  readonly transforms: Readonly<Record<TransformName, TransformTexts>>;
  /** What may stand in a formula, by its name. */
  readonly functions: Readonly<Record<string, string>>;
  /** Choices that are words. */
  readonly choices: Readonly<Record<string, string>>;
}

export interface TemplateTexts {
  readonly title: string;
  readonly description: string;
  /** By the name of the sheet. */
  readonly sheets: Readonly<Record<string, string>>;
  /** As many as the template has, in its order. */
  readonly steps: readonly { readonly title: string; readonly text: string }[];
  readonly warnings: readonly string[];
}

export interface TransformTexts {
  readonly text: string;
  /** By the name of the parameter. */
  readonly parameters?: Readonly<Record<string, string>>;
}
