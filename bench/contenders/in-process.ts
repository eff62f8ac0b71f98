import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { FAST_CONTEXT } from '../../src/odoo/context.ts';
import { postgresOf } from '../../test/support/odoo.ts';
import { isPlain } from '../case.ts';
import type { Contender, Task } from '../contender.ts';
import { NO_DETAILS } from '../contender.ts';
import { loadable } from '../ready-odoo.ts';

/** As many as our own default. */
const ROWS_PER_LOAD = 500;
/** Of the advisory lock that the processes wait for; any number that nobody else takes. */
const GO = 71_914;

export const inProcess = loaders(1);
export const inTwoProcesses = loaders(2);

/** The limit of whoever brings rows into Odoo by its own code: `load` without a network, a worker or a client. */
function loaders(processes: 1 | 2): Contender {
  const many = processes === 1 ? 'one process' : 'two processes, half of the rows each';
  return {
    name: processes === 1 ? 'in-process' : 'in-process-2',
    does: `\`load\` of the same rows, parents by external ID, inside of Odoo (\`odoo shell\`): ${many}, ${ROWS_PER_LOAD} rows a call, our context`,
    mostRows: null,
    suits: isPlain,
    prepare: async (task) => {
      if (!task.odoo.isOwn) throw new Error('needs a database of its own on this machine: leave --odoo out');
      const start = await holdStart(task.odoo.database, task.data.measured.length);
      const shells = Array.from(
        { length: processes },
        (_, i) => new Shell(task, { number: i, of: processes }),
      );
      const dispose = async (): Promise<void> => {
        await start.end();
        for (const shell of shells) await shell.end();
      };
      try {
        await Promise.all(shells.map((shell) => shell.said('READY')));
      } catch (error) {
        await dispose();
        throw error;
      }
      return {
        upload: async () => undefined,
        load: async () => {
          for (const [i] of task.data.measured.entries()) {
            await start.query('select pg_advisory_unlock($1)', [GO + i]);
            await Promise.all(shells.map((shell) => shell.said(`DONE ${i}`)));
          }
          return NO_DETAILS;
        },
        [Symbol.asyncDispose]: dispose,
      };
    },
  };
}

/** A lock for each sheet: children only begin when both processes are through with the parents. */
async function holdStart(database: string, sheets: number): Promise<pg.Client> {
  const client = new pg.Client({ ...(await postgresOf('19')), database });
  await client.connect();
  for (let i = 0; i < sheets; i++) await client.query('select pg_advisory_lock($1)', [GO + i]);
  return client;
}

/** Which of the processes, from 0. */
interface Part {
  readonly number: number;
  readonly of: number;
}

function partOf<T>(rows: readonly T[], { number, of }: Part): readonly T[] {
  const size = Math.ceil(rows.length / of);
  return rows.slice(number * size, (number + 1) * size);
}

/** One `odoo shell`. It is warm when it says `READY`: its registry is loaded, and the model has taken a record. */
class Shell {
  readonly #process: ChildProcess;
  readonly #lines: string[] = [];
  readonly #waiting = new Set<() => void>();
  #errors = '';
  #isOver = false;

  constructor(task: Task, part: Part) {
    const script = fileURLToPath(new URL('../../scripts/odoo', import.meta.url));
    const shell = spawn(script, ['shell', '19', task.odoo.database], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#process = shell;
    createInterface({ input: shell.stdout }).on('line', (line) => {
      this.#lines.push(line);
      this.#wake();
    });
    shell.stderr.on('data', (text: Buffer) => {
      this.#errors = (this.#errors + text.toString()).slice(-1000);
    });
    shell.on('close', () => {
      this.#isOver = true;
      this.#wake();
    });
    shell.stdin.on('error', () => undefined);
    shell.stdin.end(scriptOf(task, part));
  }

  /** Throws when the process ends before. */
  async said(word: string): Promise<void> {
    while (!this.#lines.includes(word)) {
      if (this.#isOver) throw new Error(`odoo shell ended before ${word}: ${this.#errors}`);
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  async end(): Promise<void> {
    if (this.#isOver) return;
    this.#process.kill();
    await once(this.#process, 'close');
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

function scriptOf({ data }: Task, part: Part): string {
  const sheets = data.measured.map((sheet) => {
    const { fields, lines } = loadable(data, sheet);
    return { model: sheet.model, fields, rows: partOf(lines, part) };
  });
  const task = { context: FAST_CONTEXT, sheets };
  return `
import json
task = json.loads(${JSON.stringify(JSON.stringify(task))})
for sheet in task['sheets']:
    sheet['model'] = env[sheet['model']].with_context(**task['context'])
task['sheets'][0]['model'].load(['name'], [['Warm up']])
env.cr.rollback()
print('READY', flush=True)
for number, sheet in enumerate(task['sheets']):
    env.cr.execute('select pg_advisory_lock_shared(%s)', (${GO} + number,))
    env.cr.commit()
    for start in range(0, len(sheet['rows']), ${ROWS_PER_LOAD}):
        answer = sheet['model'].load(sheet['fields'], sheet['rows'][start:start + ${ROWS_PER_LOAD}])
        if not answer['ids']:
            raise Exception(answer['messages'])
        env.cr.commit()
    print('DONE %d' % number, flush=True)
`;
}
