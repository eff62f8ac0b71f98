import { describeContract } from '../../test/odoo/contract.ts';
import type { ContractServer } from '../../test/odoo/contract-world.ts';
import type { TransportName } from '../odoo/transport.ts';
import { startSandbox } from './sandbox.ts';

/** The sandbox is held to the same facts as the real servers. */
async function sandboxServer(transport: TransportName): Promise<ContractServer> {
  const admin = { login: 'admin', password: 'admin-password', apiKey: 'admin-key', admin: true };
  const integration = { login: 'integration', password: 'integration-password', apiKey: 'integration-key' };
  const sandbox = await startSandbox({ users: [admin, integration] });
  const secretOf = (user: typeof integration) => (transport === 'json2' ? user.apiKey : user.password);
  return {
    url: sandbox.url,
    database: 'sandbox',
    transport,
    admin: { login: admin.login, secret: secretOf(admin) },
    integration: { login: integration.login, secret: secretOf(integration) },
    isReal: false,
    close: () => sandbox.close(),
  };
}

describeContract('the sandbox by JSON-2', () => sandboxServer('json2'));
describeContract('the sandbox by JSON-RPC', () => sandboxServer('jsonrpc'));
