import { moduleFiles } from '../plan/custom-fields/module-files.ts';
import type { CustomFieldCases, FieldModule } from './custom-field-cases.ts';
import { createFields } from './custom-fields/create-fields.ts';
import { proposeFields } from './custom-fields/propose-fields.ts';
import { removeField } from './custom-fields/remove-field.ts';
import { done, refuse } from './refuse.ts';
import type { Result } from './result.ts';
import type { SuggestDeps } from './suggest-for.ts';

const NEWEST = 19;

export function customFieldCases(by: SuggestDeps): CustomFieldCases {
  return {
    propose: (datasetId, query) => proposeFields(by, datasetId, query),
    create: (connectionId, fields) => createFields(by, connectionId, fields),
    remove: (connectionId, field, { force }) => removeField(by, connectionId, field, force),
    module: fieldModule,
  };
}

/** Needs nothing but what it is given. */
export function fieldModule({
  name = 'imported_fields',
  odooVersion = NEWEST,
  depends = [],
  fields,
}: FieldModule): ReturnType<CustomFieldCases['module']> {
  const made = moduleFiles({ name, odooVersion, fields, depends });
  if (made.ok) return done({ name, files: made.files.map((file) => ({ ...file, content: [file.content] })) });
  return refuse(
    'invalid',
    `Which module brings ${made.models.join(', ')} is not known. Name it with depends.`,
  ) satisfies Result<never>;
}
