import { realContractServer } from '../support/contract-server.ts';
import { describeContract } from './contract.ts';

describeContract('Odoo 19 by JSON-2', () => realContractServer('19', 'json2'));
