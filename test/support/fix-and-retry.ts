import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { expect } from 'vitest';
import { jsonBody } from './served-world.ts';

/** How the product is reached, and how much is imported. */
export interface FixStory {
  readonly call: (method: string, path: string, more?: RequestInit) => Promise<Response>;
  readonly connectionId: string;
  readonly namespace: string;
  /** At least 12 companies. */
  readonly companies: number;
  readonly people: number;
}

interface Run {
  readonly id: string;
  readonly status: string;
  readonly progress: {
    readonly nodes: readonly (Readonly<Record<string, number>> & { readonly node_id: string })[];
  };
}

/** Companies 1–3 have no name, 4–6 a country that is none, 7–9 a color that is no number; people 10–12 work for nobody there is. */
const OF_EACH = 3;
const BAD = OF_EACH * 3;

/** A person that the corrected file forgets: the cell is corrected alone. */
const LEFT_OUT = BAD + OF_EACH;

/** The company that the n-th person works for. */
export const companyOf = (n: number, { companies }: Pick<FixStory, 'companies'>): number =>
  ((n - 1) % companies) + 1;

/** A note that a spreadsheet would take for a formula. */
export const noteOf = (n: number): string => `=1+${n}`;

/**
 * A client that knows HTTP alone: imports, downloads the rejects, corrects them with a spreadsheet library, gives them back, corrects a
 * last cell alone and retries, until nothing is rejected.
 */
export async function fixAndRetry(story: FixStory): Promise<{ readonly first: Run; readonly retry: Run }> {
  const { call } = story;
  const { datasetId, first } = await importAll(story);
  const file = await call('GET', `/runs/${first.id}/rejects.xlsx`);
  expect(file.status).toBe(200);
  const corrected = new FormData();
  corrected.append('files', new Blob([await correctBook(await file.arrayBuffer())]), 'rejects.xlsx');
  const version = await call('POST', `/datasets/${datasetId}/versions`, { body: corrected });
  expect([version.status, await version.json()]).toMatchObject([
    201,
    {
      version: 2,
      corrected: [
        { sheet: 'companies', rows: BAD, cells: BAD },
        { sheet: 'people', rows: OF_EACH - 1, cells: OF_EACH - 1 },
      ],
    },
  ]);
  const cell = { row: LEFT_OUT + 1, column: 'Company', value: `C${companyOf(LEFT_OUT, story)}` };
  const single = jsonBody({ sheet: 'people', cells: [cell] });
  const made = await answerOf<{ id: string }>(call('POST', `/datasets/${datasetId}/versions`, single));
  const { id } = await answerOf<{ id: string }>(call('POST', `/runs/${first.id}/retry`));
  const retry = await endOf(call, id);
  expect(retry).toMatchObject({ status: 'completed', kind: 'retry', of_run: first.id, dataset_id: made.id });
  const blocked = blockedPeople(story);
  expect(countsOf(retry)).toEqual({
    companies: { created: BAD, skipped: story.companies - BAD },
    people: { created: blocked + OF_EACH, skipped: story.people - blocked - OF_EACH },
  });
  expect((await call('GET', `/runs/${retry.id}/rejects.xlsx`)).status).toBe(404);
  return { first, retry };
}

async function importAll(story: FixStory): Promise<{ readonly datasetId: string; readonly first: Run }> {
  const { call, companies, people } = story;
  const form = new FormData();
  for (const [name, text] of Object.entries(sheetsOf(story))) form.append('files', new Blob([text]), name);
  const dataset = await answerOf<{ id: string }>(call('POST', '/datasets', { body: form }));
  const yaml = { body: graphOf(story.namespace), headers: { 'content-type': 'application/yaml' } };
  const graph = await answerOf<{ id: string }>(call('POST', '/graphs/import', yaml));
  const inputs = jsonBody({ dataset_id: dataset.id, connection_id: story.connectionId });
  const { id } = await answerOf<{ id: string }>(call('POST', `/graphs/${graph.id}/run`, inputs));
  const first = await endOf(call, id);
  const blocked = blockedPeople(story);
  expect([first.status, countsOf(first)]).toEqual([
    'completed_with_errors',
    {
      companies: { created: companies - BAD, rejected: BAD },
      people: { created: people - blocked - OF_EACH, rejected: OF_EACH, blocked },
    },
  ]);
  return { datasetId: dataset.id, first };
}

function blockedPeople(story: FixStory): number {
  return numbers(story.people).filter((n) => companyOf(n, story) <= BAD).length;
}

function sheetsOf(story: FixStory): Readonly<Record<string, string>> {
  const company = (n: number): string => {
    const cause = Math.ceil(n / OF_EACH);
    const name = cause === 1 ? '' : `Company ${n}`;
    return `C${n},${name},${noteOf(n)},${cause === 3 ? 'green' : n % 11},${cause === 2 ? 'Atlantis' : 'FR'}`;
  };
  const person = (n: number): string => {
    const works = n > BAD && n <= BAD + OF_EACH ? 'NOBODY' : `C${companyOf(n, story)}`;
    return `P${n},Person ${n},${works}`;
  };
  return {
    'companies.csv': ['Code,Name,Note,Color,Country', ...numbers(story.companies).map(company)].join('\n'),
    'people.csv': ['Nr,Name,Company', ...numbers(story.people).map(person)].join('\n'),
  };
}

/** As a person would: by what the reason says of each row. */
async function correctBook(file: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>> {
  const { sheets } = await readXlsx(new Uint8Array(file));
  const corrected = sheets.map(({ name, rows: [header = [], ...rows] }) => {
    const at = (column: string): number => header.indexOf(column);
    const fixed = rows.map((row) => {
      const reason = String(row[at('importgraph_reason')]);
      const key = String(row[0]);
      if (reason.includes('"Name"')) return row.with(at('Name'), `Company ${key.slice(1)}`);
      if (reason.includes('"Color"')) return row.with(at('Color'), 4);
      if (reason.includes('"Country"')) return row.with(at('Country'), 'DE');
      if (key === `P${LEFT_OUT}`) return row;
      return row.with(at('Company'), `C${key.slice(1)}`);
    });
    return { name, rows: [header, ...fixed] };
  });
  return new Uint8Array(await writeXlsx({ sheets: corrected }));
}

async function answerOf<T>(answer: Promise<Response>): Promise<T> {
  const response = await answer;
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${text}`);
  return JSON.parse(text) as T;
}

const OVER = new Set(['completed', 'completed_with_errors', 'failed', 'cancelled', 'paused']);

/** The event stream ends with the run. */
async function endOf(call: FixStory['call'], id: string): Promise<Run> {
  for (;;) {
    const run = await answerOf<Run>(call('GET', `/runs/${id}`));
    if (OVER.has(run.status)) return run;
    await (await call('GET', `/runs/${id}/events`)).text();
  }
}

const OUTCOMES = [
  'created',
  'updated',
  'unchanged',
  'skipped',
  'rejected',
  'blocked',
  'unknown',
  'cancelled',
];

function countsOf({ progress }: Run): Record<string, Record<string, number>> {
  return Object.fromEntries(
    progress.nodes.map((node) => {
      const counts = OUTCOMES.map((outcome) => [outcome, node[outcome] ?? 0] as const);
      return [node.node_id, Object.fromEntries(counts.filter(([, n]) => n > 0))];
    }),
  );
}

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i + 1);

function graphOf(namespace: string): string {
  return `
name: Fix and retry (${namespace})
namespace: ${namespace}
nodes:
  - id: companies
    type: model
    data:
      odooModel: res.partner
      sheet: companies
      key: [Code]
      fields:
        name: { column: Name }
        is_company: { value: true }
        ref: { column: Note }
        color: { column: Color }
        country_id: { reference: { by: field, match: code, column: Country } }
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [Nr]
      fields:
        name: { column: Name }
        parent_id: { reference: { node: companies, columns: [Company] } }
`;
}
