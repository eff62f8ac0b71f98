import { readFileSync } from 'node:fs';
import type { CapturedModel, Catalog, FieldMeta, ModelMeta } from './metadata.ts';
import { SYSTEM_MODELS } from './system-models.ts';

const CAPTURED = [
  'crm.lead',
  'crm.stage',
  'crm.tag',
  'crm.team',
  'hr.department',
  'hr.employee',
  'hr.employee.category',
  'product.category',
  'product.product',
  'product.tag',
  'product.template',
  'project.project',
  'project.task',
  'res.company',
  'res.country',
  'res.country.state',
  'res.currency',
  'res.lang',
  'res.partner',
  'res.partner.category',
  'res.users',
  'sale.order',
  'sale.order.line',
  'uom.uom',
] as const;

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`./metadata/${name}.json`, import.meta.url), 'utf8'));
}

function modelMeta(captured: CapturedModel): ModelMeta {
  const fields = new Map<string, FieldMeta>();
  for (const [name, field] of Object.entries(captured.fields)) {
    fields.set(name, {
      ...field,
      name,
      isStored: field.store !== false,
      isRequired: field.required === true,
    });
  }
  const all = [...fields.values()];
  return {
    ...captured,
    fields,
    requiredFields: all.filter((f) => f.isRequired && f.isStored),
    references: all.filter((f) => f.type === 'many2one' && f.isStored),
    uniques: captured.constraints.flatMap(({ name, definition, message }) => {
      const columns = /^unique\s*\(([^)]*)\)$/i.exec(definition.trim())?.[1];
      return columns ? [{ name, message, fields: columns.split(',').map((c) => c.trim()) }] : [];
    }),
    hasActive: fields.has('active'),
  };
}

let loaded: Catalog | undefined;

/** The captured models and the system's own (`ir.model.data`, `ir.module.module`). */
export function loadCatalog(): Catalog {
  // The files are ours and checked by the test of this file, so their shape is trusted.
  loaded ??= {
    models: new Map(
      [...CAPTURED.map((name) => readJson(name) as CapturedModel), ...SYSTEM_MODELS].map((m) => [
        m.model,
        modelMeta(m),
      ]),
    ),
    modules: readJson('modules') as Catalog['modules'],
  };
  return loaded;
}
