import { realContractServer } from '../support/contract-server.ts';
import { describeContract } from './contract.ts';

describeContract('Odoo 14 by JSON-RPC', () => realContractServer('14', 'jsonrpc'));
