import { hasAccess } from './access.ts';
import { findExternalId } from './convert-reference.ts';
import type { Method, MethodCall } from './method.ts';
import { OdooError, valueError } from './odoo-error.ts';
import { searchRecords } from './searching.ts';

/** Methods that only one model has. */
export const MODEL_METHODS: Readonly<Record<string, Readonly<Record<string, Method>>>> = {
  'ir.model': {
    get_available_models: {
      isModel: true,
      params: [],
      run: ({ env }) =>
        [...env.catalog.models.values()]
          .filter(({ model }) => hasAccess(env, model, 'read'))
          .map(({ model, label }) => ({ model, display_name: label })),
    },
  },
  'ir.model.data': {
    check_object_reference: {
      isModel: true,
      params: [['module'], ['xml_id'], ['raise_on_access_error', false]],
      run: checkObjectReference,
    },
  },
  'res.lang': {
    get_installed: {
      isModel: true,
      params: [],
      run: ({ env }) =>
        [...env.store.all('res.lang')]
          .filter((lang) => lang.active === true)
          .map((lang) => [lang.code, lang.name]),
    },
  },
  'res.users': {
    context_get: {
      isModel: true,
      params: [],
      run: ({ env }) => ({ lang: 'en_US', tz: false, uid: env.user.uid }),
    },
  },
};

/** [model, id] for everybody who may read the record, whatever his rights on external IDs (ir_model.py, 19). */
function checkObjectReference({ env, args }: MethodCall): readonly [string, number | false] {
  const xid = `${String(args.module)}.${String(args.xml_id)}`;
  const data = findExternalId(env, xid);
  if (!data) throw valueError(`External ID not found in the system: ${xid}`);
  const model = String(data.model);
  const id = Number(data.res_id);
  if (searchRecords(env, model, [['id', '=', id]]).length === 1) return [model, id];
  if (args.raise_on_access_error) {
    throw new OdooError(
      'odoo.exceptions.AccessError',
      `Not enough access rights on the external ID "${xid}"`,
    );
  }
  return [model, false];
}
