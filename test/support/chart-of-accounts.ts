import type { Oracle } from './read-odoo.ts';

/** Odoo 14 without a country has neither journals nor accounts; a company that is about to import entries has both. */
export async function giveChartOfAccounts(oracle: Oracle): Promise<void> {
  const types = await oracle.searchRead(
    'ir.model.data',
    [
      ['module', '=', 'account'],
      ['model', '=', 'account.account.type'],
    ],
    ['name', 'res_id'],
  );
  const typeOf = new Map(types.map(({ name, res_id }) => [name, res_id]));
  const accounts = ACCOUNTS.map(([code, name, type]) => ({
    code,
    name,
    user_type_id: typeOf.get(`data_account_type_${type}`),
    reconcile: type === 'receivable' || type === 'payable',
  }));
  await oracle.execute('account.account', 'create', [accounts]);
  await oracle.execute('account.journal', 'create', [
    { name: 'Miscellaneous Operations', code: 'MISC', type: 'general' },
  ]);
}

/** Those of Odoo's generic chart that the sample uses. */
const ACCOUNTS = [
  ['101401', 'Bank', 'liquidity'],
  ['110100', 'Stock Valuation', 'current_assets'],
  ['121000', 'Account Receivable', 'receivable'],
  ['151000', 'Fixed Asset', 'fixed_assets'],
  ['211000', 'Account Payable', 'payable'],
  ['251000', 'Tax Received', 'current_liabilities'],
  ['301000', 'Capital', 'equity'],
  ['612000', 'Rent', 'expenses'],
  ['630000', 'Salary Expenses', 'expenses'],
] as const;
