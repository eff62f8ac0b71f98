import { FAST_CONTEXT } from '../../src/odoo/context.ts';
import { inParallel } from '../../src/util/in-parallel.ts';
import type { Oracle } from '../../test/support/read-odoo.ts';
import type { CaseData, CaseSheet } from '../case.ts';
import type { Contender } from '../contender.ts';
import { NO_DETAILS } from '../contender.ts';
import { loadable } from '../ready-odoo.ts';

const ROWS_PER_CALL = 500;
const CALLS_AT_ONCE = 2;

/** What a tool without a memory does with a newer export: everything once more. */
export const reloadContender: Contender = {
  name: 'reload',
  does: `\`load\` of all rows once more by external ID over JSON-RPC, ${ROWS_PER_CALL} rows a call, ${CALLS_AT_ONCE} calls at a time, our context`,
  mostRows: null,
  suits: ({ earlier }) => earlier !== undefined,
  prepare: async ({ data, client }) => {
    await loadAll(client, data, data.earlier ?? []);
    return {
      upload: async () => undefined,
      load: async () => {
        await loadAll(client, data, data.measured);
        return NO_DETAILS;
      },
      [Symbol.asyncDispose]: async () => undefined,
    };
  },
};

async function loadAll(client: Oracle, data: CaseData, sheets: readonly CaseSheet[]): Promise<void> {
  for (const sheet of sheets) {
    const { fields, lines } = loadable(data, sheet);
    const starts = Array.from(
      { length: Math.ceil(lines.length / ROWS_PER_CALL) },
      (_, i) => i * ROWS_PER_CALL,
    );
    await inParallel(CALLS_AT_ONCE, starts, async (from) => {
      const answer = await client.execute<{
        readonly ids: readonly number[] | false;
        readonly messages: unknown;
      }>(sheet.model, 'load', [fields, lines.slice(from, from + ROWS_PER_CALL)], { context: FAST_CONTEXT });
      if (answer.ids === false) throw new Error(`load refused rows: ${JSON.stringify(answer.messages)}`);
    });
  }
}
