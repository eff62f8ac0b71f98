import { readFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { type CustomField, CustomFields } from '../plan/custom-fields/custom-field.ts';
import { CommandRefused, usageError } from './command-refused.ts';
import { EXIT } from './exit-code.ts';

const FieldsFile = z.strictObject({ fields: CustomFields });

export async function readFieldsFile(path: string): Promise<readonly CustomField[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw usageError(`The fields cannot be read: ${messageOf(error)}`);
  });
  const read = FieldsFile.safeParse(parsed(path, text));
  if (read.success) return read.data.fields;
  const problems = read.error.issues.map(
    ({ path: at, message }) => `${at.join('.') || 'the file'}: ${message}`,
  );
  throw invalid(path, problems.slice(0, 10).join('; '));
}

function parsed(path: string, text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch (error) {
    throw invalid(path, messageOf(error));
  }
}

function invalid(path: string, what: string): CommandRefused {
  return new CommandRefused(EXIT.issuesFound, 'invalid', `The fields of ${path} are not valid: ${what}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function fieldsYaml(fields: readonly CustomField[]): string {
  return stringify({ fields }, { lineWidth: 0, aliasDuplicateObjects: false });
}
