import type { ModuleGroup } from '../module-groups.ts';

/** Words for one thing in several languages and systems, separated by `|`. */
export type Synonyms = string;

/** What the catalogue knows of a model, beyond what the target says of itself. */
export interface ModelEntry {
  readonly group: ModuleGroup;
  /** What a node of it is called where the sheet's name does not say. */
  readonly nodeId: string;
  /** What sheets of it are called. */
  readonly names: Synonyms;
  /** By technical field name; `name#first` and `name#last` are the parts of a person's name. */
  readonly fields: Readonly<Record<string, Synonyms>>;
  /** Words before a header that mean nothing here: `Default Address`, `Billing`. */
  readonly prefixes?: Synonyms;
  /** Other records that rows of such a sheet often hold as well. */
  readonly roles?: Readonly<Record<string, RoleEntry>>;
  /** How often it is what people import, from 0 to 1; the choice between equals. */
  readonly usual?: number;
  /** Its records have a name and little else: a sheet of names may be it. */
  readonly isTag?: boolean;
}

/**
 * A second record in the rows of a sheet. `parent`: the main record refers to it (the customer of an order, repeated over rows);
 * `child`: it refers to the main record (the contact of a company, the lines of an order).
 */
export interface RoleEntry {
  readonly kind: 'parent' | 'child';
  readonly model: string;
  /** The many2one between the two. */
  readonly link: string;
  /** Role whose record has the link instead of the main one: the product of a line. */
  readonly of?: string;
  /** What its headers begin with. */
  readonly prefixes: Synonyms;
  /** Fields it takes; several roles may share a model. */
  readonly fields: Readonly<Record<string, Synonyms>>;
  /** Fields that are recognised without the prefix. */
  readonly bare?: readonly string[];
}
