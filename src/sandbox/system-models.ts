import type { CapturedField, CapturedModel } from './metadata.ts';

/** The few system models an import asks, written down by hand from Odoo 19 (addons/base/models/ir_model.py, ir_module.py). */

function field(type: string, string: string, more: Partial<CapturedField> = {}): CapturedField {
  return { type, string, ...more };
}

const SHOWN = { readonly: true, store: false, searchable: false, sortable: false } as const;

const AUDIT = {
  id: field('integer', 'ID', { readonly: true }),
  display_name: field('char', 'Display Name', { readonly: true, store: false, sortable: false }),
  create_uid: field('many2one', 'Created by', { relation: 'res.users', readonly: true }),
  create_date: field('datetime', 'Created on', { readonly: true }),
  write_uid: field('many2one', 'Last Updated by', { relation: 'res.users', readonly: true }),
  write_date: field('datetime', 'Last Updated on', { readonly: true }),
};

const STATES = [
  ['uninstallable', 'Uninstallable'],
  ['uninstalled', 'Not Installed'],
  ['installed', 'Installed'],
  ['to upgrade', 'To be upgraded'],
  ['to remove', 'To be removed'],
  ['to install', 'To be installed'],
] as const;

export const SYSTEM_MODELS: readonly CapturedModel[] = [
  {
    model: 'ir.model.data',
    label: 'Model Data',
    order: 'module, model, name',
    ordinaryUserMay: [],
    constraints: [
      {
        name: 'ir_model_data_module_name_uniq_index',
        definition: 'unique (module, name)',
        message: 'The value for the fields "module, name" already exists.',
      },
    ],
    defaults: { module: '', noupdate: false },
    fields: {
      ...AUDIT,
      name: field('char', 'External Identifier', { required: true }),
      complete_name: field('char', 'Complete ID', SHOWN),
      model: field('char', 'Model Name', { required: true }),
      module: field('char', 'Module', { required: true }),
      res_id: field('many2one_reference', 'Record ID'),
      noupdate: field('boolean', 'Non Updatable'),
      reference: field('char', 'Reference', SHOWN),
    },
  },
  {
    model: 'ir.module.module',
    label: 'Module',
    order: 'application desc, sequence, name',
    ordinaryUserMay: ['read'],
    constraints: [],
    defaults: {},
    fields: {
      ...AUDIT,
      name: field('char', 'Technical Name', { required: true, readonly: true }),
      shortdesc: field('char', 'Module Name', { readonly: true, translate: true }),
      state: field('selection', 'Status', { readonly: true, selection: STATES }),
      application: field('boolean', 'Application', { readonly: true }),
      sequence: field('integer', 'Sequence'),
    },
  },
  {
    model: 'ir.config_parameter',
    label: 'System Parameter',
    order: 'key',
    ordinaryUserMay: [],
    constraints: [
      { name: 'ir_config_parameter_key_uniq', definition: 'unique (key)', message: 'Key must be unique.' },
    ],
    defaults: {},
    fields: {
      ...AUDIT,
      key: field('char', 'Key', { required: true }),
      value: field('text', 'Value', { required: true }),
    },
  },
  {
    model: 'ir.cron',
    label: 'Scheduled Actions',
    order: 'cron_name, id',
    ordinaryUserMay: [],
    constraints: [],
    defaults: { active: true },
    fields: {
      ...AUDIT,
      cron_name: field('char', 'Name'),
      active: field('boolean', 'Active'),
      nextcall: field('datetime', 'Next Execution Date', { required: true }),
    },
  },
  {
    model: 'ir.model',
    label: 'Models',
    order: 'model',
    ordinaryUserMay: [],
    constraints: [],
    defaults: { transient: false },
    fields: {
      ...AUDIT,
      name: field('char', 'Model Description', { required: true }),
      model: field('char', 'Model', { required: true }),
      transient: field('boolean', 'Transient Model'),
    },
  },
  {
    model: 'ir.model.fields',
    label: 'Fields',
    order: 'model, name',
    ordinaryUserMay: [],
    constraints: [],
    defaults: {},
    fields: {
      ...AUDIT,
      name: field('char', 'Field Name', { required: true }),
      model: field('char', 'Model Name', { required: true }),
      ttype: field('char', 'Field Type', { required: true }),
      relation: field('char', 'Related Model'),
      relation_table: field('char', 'Relation Table'),
      required: field('boolean', 'Required'),
      readonly: field('boolean', 'Readonly'),
      store: field('boolean', 'Stored'),
      on_delete: field('char', 'On Delete'),
    },
  },
];
