import type { Answer, LoadAnswer, LoadCall, LoadMessage } from '../load/ports.ts';

/** A database ID that no record has. */
const POISON = '-1';
/** Keys with which Odoo would pass over the poisoned row, or not come to it. */
const SKIPPING_KEYS: ReadonlySet<string> = new Set(['_import_limit', 'import_skip_records']);

/**
 * `load` as a trial: one row has, besides its external ID, a database ID that does not exist. Odoo reports that row, goes on with all rows
 * as in earnest (the poisoned one too: the external ID wins), and takes everything back at the end, because one error rolls back
 * the call (`load`, models.py 14 to 19). What is left besides that one error is what the rows themselves are blamed for.
 *
 *   id        name   .id
 *   shop.a_1  Acme   -1
 *   shop.a_2  Beta          ← one cell short: an empty `.id` is an SQL error on 14
 *
 * The first row is poisoned, so that no limit cuts it off. Sequences advance, as with every rollback.
 */
export async function tryLoad(
  load: (call: LoadCall) => Promise<Answer<LoadAnswer>>,
  call: LoadCall,
): Promise<Answer<LoadAnswer>> {
  const [first, ...rest] = call.rows;
  if (first === undefined || !call.columns.includes('id') || call.columns.includes('.id')) {
    throw new Error('Only rows named by their external ID can be tried.');
  }
  const answer = await load({
    model: call.model,
    columns: [...call.columns, '.id'],
    rows: [[...first, POISON], ...rest],
    context: Object.fromEntries(Object.entries(call.context).filter(([key]) => !SKIPPING_KEYS.has(key))),
  });
  return answer.ok ? { ok: true, value: withoutPoison(call, answer.value) } : answer;
}

function withoutPoison(call: LoadCall, answer: LoadAnswer): LoadAnswer {
  if (answer.ids !== null) {
    throw new Error(
      `Odoo kept ${answer.ids.length} records of ${call.model} that were only to be tried: ${answer.ids.slice(0, 20).join(', ')}.`,
    );
  }
  const messages = answer.messages.filter((message) => !isPoison(message));
  const wasTried = messages.length < answer.messages.length;
  const isAccepted = wasTried && messages.every(({ type }) => type === 'warning');
  return { ids: isAccepted ? call.rows.map((_, i) => i + 1) : null, messages, nextrow: 0 };
}

/** By its place: the words may be translated by the context of a node. */
function isPoison({ type, field, rows }: LoadMessage): boolean {
  return type === 'error' && field === '.id' && rows?.from === 0;
}
