import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { fieldModule } from '../../app/custom-fields.ts';
import { zipStream } from '../../util/zip-stream.ts';
import { unwrap, usageError } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { readFieldsFile } from '../fields-file.ts';

export interface ModuleOptions {
  readonly out: string;
  readonly name?: string;
  readonly odoo?: string;
  readonly depends?: string;
}

const TECHNICAL = /^[a-z][a-z0-9_]{0,62}$/;

/** The fields of a file as an Odoo module; neither a database nor Odoo is needed. */
export async function writeModule(
  { output }: CommandContext,
  path: string,
  { out, name, odoo, depends }: ModuleOptions,
): Promise<CommandEnd> {
  const modules = depends?.split(',').map((word) => word.trim()) ?? [];
  const wrong = [...(name === undefined ? [] : [name]), ...modules].find((word) => !TECHNICAL.test(word));
  if (wrong !== undefined)
    throw usageError(`"${wrong}" is no name of a module: small letters, digits and _ only.`);
  if (odoo !== undefined && !/^(1[4-9]|2\d)$/.test(odoo))
    throw usageError('--odoo takes the major version of Odoo: 14 or later.');
  const fields = await readFieldsFile(path);
  const made = unwrap(
    fieldModule({
      fields,
      depends: modules,
      ...(name === undefined ? {} : { name }),
      ...(odoo === undefined ? {} : { odooVersion: Number(odoo) }),
    }),
  );
  await pipeline(zipStream(made.files, { stored: true }), createWriteStream(out)).catch((error: unknown) => {
    throw usageError(
      `The module cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  output.line(`The module ${made.name} is in ${out}. Unpack it into Odoo's addons folder, then install it.`);
  return {
    exitCode: EXIT.done,
    result: { module: made.name, out, files: made.files.map((file) => file.name) },
  };
}
