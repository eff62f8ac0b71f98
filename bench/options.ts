import { Command, InvalidArgumentError, Option } from 'commander';
import type { BenchCase } from './case.ts';
import type { Contender } from './contender.ts';
import { OdooAccess } from './odoo-databases.ts';
import { PARTS, type Part } from './parts.ts';

export interface BenchOptions {
  readonly rows: number;
  readonly rounds: number;
  readonly odoo?: OdooAccess;
  readonly only: readonly BenchCase[];
  readonly contenders: readonly Contender[];
  /** Parts that are left out. */
  readonly without: readonly Part[];
  readonly out: string;
  readonly json: boolean;
}

export interface Choices {
  readonly cases: readonly BenchCase[];
  readonly contenders: readonly Contender[];
}

export function parseOptions(argv: readonly string[], choices: Choices): BenchOptions {
  const program = new Command('bench')
    .description('Rows per second side by side with other ways into Odoo, on one server in one run.')
    .option('--rows <n>', 'rows of each case', wholeNumber, 4000)
    .option('--rounds <n>', 'times every contender is measured', wholeNumber, 3)
    .option(
      '--odoo <json>',
      'a database of yours, as scripts/odoo prints it (default: fresh ones of a real Odoo 19)',
      access,
    )
    .addOption(someOf('--only <cases>', choices.cases))
    .addOption(someOf('--contenders <names>', choices.contenders))
    .addOption(
      new Option('--without <parts>', `leaves out of ${namesOf(PARTS)}`)
        .default([], 'none')
        .argParser((text) => chosen(PARTS, text)),
    )
    .option('--out <file>', 'where the results are written', 'bench/RESULTS.md')
    .option('--json', 'the last line of standard output is one JSON object', false)
    .showHelpAfterError();
  return program.parse(argv).opts<BenchOptions>();
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('A whole number above 0 is needed.');
}

function access(text: string): OdooAccess {
  try {
    return OdooAccess.parse(JSON.parse(text));
  } catch {
    throw new InvalidArgumentError(
      'JSON with url, database, login, password and, if there is one, api_key is needed.',
    );
  }
}

function namesOf(all: readonly { readonly name: string }[]): string {
  return all.map(({ name }) => name).join(', ');
}

/** A list of names with commas between them; all when it is left out. */
function someOf<T extends { readonly name: string }>(flags: string, all: readonly T[]): Option {
  return new Option(flags, `of ${namesOf(all)}`).default(all, 'all').argParser((text) => chosen(all, text));
}

function chosen<T extends { readonly name: string }>(all: readonly T[], text: string): readonly T[] {
  return text.split(',').map((name) => {
    const found = all.find((one) => one.name === name.trim());
    if (found === undefined) throw new InvalidArgumentError(`There are ${namesOf(all)}.`);
    return found;
  });
}
