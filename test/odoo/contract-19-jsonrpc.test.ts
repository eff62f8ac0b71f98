import { realContractServer } from '../support/contract-server.ts';
import { describeContract } from './contract.ts';

describeContract('Odoo 19 by JSON-RPC', () => realContractServer('19', 'jsonrpc'));
