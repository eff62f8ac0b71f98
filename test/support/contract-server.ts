import type { TransportName } from '../../src/odoo/transport.ts';
import type { ContractServer } from '../odoo/contract-world.ts';
import { freshOdoo, type OdooUser } from './odoo.ts';

/** A database of its own on a real Odoo, for the contract suite. */
export async function realContractServer(
  version: '19' | '14',
  transport: TransportName,
): Promise<ContractServer> {
  const odoo = await freshOdoo(version);
  const user = ({ login, password, api_key }: OdooUser) => ({
    login,
    secret: transport === 'json2' ? (api_key ?? '') : password,
  });
  return {
    url: odoo.url,
    database: odoo.database,
    transport,
    admin: user(odoo),
    integration: user(odoo.integration),
    isReal: true,
    close: () => odoo.drop(),
  };
}
