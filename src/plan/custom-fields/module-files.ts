import type { CustomField } from './custom-field.ts';

export interface ModuleRequest {
  /** Technical name: the folder of the module. */
  readonly name: string;
  readonly odooVersion: number;
  readonly fields: readonly CustomField[];
  /** Modules it needs besides those of the usual models. */
  readonly depends: readonly string[];
}

export type ModuleFiles =
  | { readonly ok: true; readonly files: readonly { readonly name: string; readonly content: string }[] }
  /** Models of which we do not know the module; `depends` is to name it. */
  | { readonly ok: false; readonly models: readonly string[] };

/** Which module brings the models that begin so, the first match (14 to 19). */
const BROUGHT_BY: readonly (readonly [RegExp, string])[] = [
  [/^res\./, 'base'],
  [/^crm\.(tag|team)$/, 'sales_team'],
  [/^account\.analytic\./, 'analytic'],
  [/^(crm|sale|purchase|stock|project|hr|product|uom|utm|account)(\.|$)/, ''],
];

/** An Odoo module that brings the same fields, for whoever keeps Odoo's customizing as code. The same fields give the same files. */
export function moduleFiles({ name, odooVersion, fields, depends }: ModuleRequest): ModuleFiles {
  const models = [...new Set(fields.map(({ model }) => model))].sort();
  const known = models.map((model) => ({ model, module: moduleOf(model) }));
  const unknown = known.filter(({ module }) => module === null).map(({ model }) => model);
  if (unknown.length > 0 && depends.length === 0) return { ok: false, models: unknown };
  const needed = [...new Set([...known.flatMap(({ module }) => module ?? []), ...depends])].sort();
  const files = models.map((model) => ({
    name: `${name}/models/${fileOf(model)}.py`,
    content: modelFile(
      model,
      fields.filter((field) => field.model === model),
    ),
  }));
  return {
    ok: true,
    files: [
      { name: `${name}/__init__.py`, content: 'from . import models\n' },
      { name: `${name}/__manifest__.py`, content: manifest(odooVersion, needed) },
      {
        name: `${name}/models/__init__.py`,
        content: models.map((model) => `from . import ${fileOf(model)}\n`).join(''),
      },
      ...files,
    ],
  };
}

function moduleOf(model: string): string | null {
  const found = BROUGHT_BY.find(([pattern]) => pattern.test(model));
  return found ? found[1] || (model.split('.')[0] ?? null) : null;
}

function fileOf(model: string): string {
  return model.replaceAll('.', '_');
}

function manifest(odooVersion: number, depends: readonly string[]): string {
  return `{
    "name": "Imported fields",
    "summary": "Fields for columns of imported data",
    "version": "${odooVersion}.0.1.0.0",
    "license": "LGPL-3",
    "category": "Customizations",
    "depends": [${depends.map(python).join(', ')}],
    "installable": True,
}
`;
}

function modelFile(model: string, fields: readonly CustomField[]): string {
  const className = fileOf(model)
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  const sorted = [...fields].sort((a, b) => (a.name < b.name ? -1 : 1));
  return `from odoo import fields, models


class ${className}(models.Model):
    _inherit = ${python(model)}

${sorted.map(fieldLines).join('\n')}`;
}

function fieldLines({ name, label, type, selection }: CustomField): string {
  const kind = type.charAt(0).toUpperCase() + type.slice(1);
  if (!selection) return `    ${name} = fields.${kind}(string=${python(label)})\n`;
  const options = selection.map(([key, text]) => `            (${python(key)}, ${python(text)}),\n`);
  return `    ${name} = fields.${kind}(
        selection=[
${options.join('')}        ],
        string=${python(label)},
    )
`;
}

/** JSON's escapes are Python's too; what is left unescaped, any text of UTF-8, may stand in a Python literal. */
function python(text: string): string {
  return JSON.stringify(text);
}
