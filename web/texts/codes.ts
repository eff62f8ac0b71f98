import type { components, operations } from '../api/schema.gen.ts';

type Schemas = components['schemas'];
type Titles<Code extends string> = Readonly<Record<Code, string>>;

/** Every code of an issue has a title: one that is missing is an error of the compiler. */
export type IssueTitles = Titles<Schemas['IssueCode']>;

type FindingCode = Schemas['Readiness']['findings'][number]['code'];

/** Words for what the API lists by a word of its own. The API leaves some lists open; a test holds those against the product's. */
export interface CodeTexts {
  /** Findings of the readiness; those of the graph are issues. */
  readonly finding: Titles<Exclude<FindingCode, Schemas['IssueCode']>>;
  readonly right: Titles<Schemas['Readiness']['models'][number]['needs'][number]>;
  readonly header: Titles<Schemas['SheetProfile']['header_problems'][number]['problem']>;
  readonly cleaning: Titles<Schemas['Cleaning']['steps'][number]['kind']>;
  readonly via: Titles<Schemas['AuditEntry']['via']>;
  readonly action: Readonly<
    Partial<Record<keyof operations | 'signInFailed' | 'linkIssuer', string>> &
      Record<'signIn' | 'signInFailed', string>
  >;
  readonly refusal: Readonly<Record<string, string>>;
  /** Types of fields, as Odoo calls them. */
  readonly fieldType: Readonly<Record<string, string>>;
  /** Why a row was skipped. */
  readonly rule: Readonly<Record<string, string>>;
  /** Why a call to Odoo failed. */
  readonly fault: Readonly<Record<string, string>>;
}
