import type { ConnectionCases, ConnectionView } from '../../../src/app/connection-cases.ts';
import { listModels, showModel } from '../../../src/app/models.ts';
import type { Result } from '../../../src/app/result.ts';

type Models = Pick<ConnectionCases, 'models' | 'model' | 'refreshModels'>;

/** Every connection is an Odoo 19 as shipped; nobody is asked. */
export function createTestModels(find: (id: string) => Promise<Result<ConnectionView>>): Models {
  const nobody = {} as Parameters<typeof listModels>[0];
  const found = async (id: string | undefined) => (id === undefined ? null : find(id));
  return {
    models: async ({ connectionId, shipped = 19 }, query) => {
      const connection = await found(connectionId);
      return connection === null || connection.ok ? listModels(nobody, { shipped }, query) : connection;
    },
    model: async ({ connectionId, shipped = 19 }, model) => {
      const connection = await found(connectionId);
      return connection === null || connection.ok ? showModel(nobody, { shipped }, model) : connection;
    },
    refreshModels: async (id) => {
      const connection = await find(id);
      return connection.ok ? listModels(nobody, { shipped: 19 }, { limit: 1 }) : connection;
    },
  };
}
