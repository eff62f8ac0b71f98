import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import {
  PASSWORD,
  type ServerMode,
  type ServerModeOptions,
  startServerMode,
} from '../../../test/support/server-mode.ts';

const ADA = 'ada@example.com';

interface Watching extends ServerMode {
  readonly ada: string;
  /** Opens the stream of events of a run that goes on; comes back when it is open, with what it holds once it has ended. */
  readonly watch: (by: {
    readonly cookie?: string;
    readonly token?: string;
  }) => Promise<{ readonly rest: Promise<string> }>;
}

async function start(options: ServerModeOptions = { heartbeatMs: 20 }): Promise<Watching> {
  const started = await startServerMode(options);
  const { app, ask } = started;
  const data = { odooModel: 'res.partner', key: ['Name'], fields: {} };
  await app.graphs.create({ id: 'crm', name: 'CRM', nodes: [{ id: 'companies', type: 'model', data }] });
  await app.runs.start({ graphId: 'crm' });
  app.tell('run_1', { type: 'run_queued' });
  return {
    ...started,
    ada: await started.addUser(ADA, 'admin'),
    watch: async (by) => {
      const answer = await ask('GET', '/runs/run_1/events', { ...by, isStream: true });
      expect(answer.statusCode).toBe(200);
      return { rest: text(answer.stream()) };
    },
  };
}

async function sessionOf({ ask }: ServerMode, cookie: string): Promise<string> {
  const { items } = (await ask('GET', '/sessions', { cookie })).json<{
    items: { id: string; is_current: boolean }[];
  }>();
  return items.find((session) => session.is_current)?.id ?? '';
}

const ENDINGS: Readonly<
  Record<string, (mode: Watching, own: { readonly cookie: string }) => Promise<unknown>>
> = {
  'signs out': ({ ask }, { cookie }) => ask('DELETE', '/session', { cookie }),
  'is signed out by an administrator': async (mode, { cookie }) =>
    mode.ask('DELETE', `/sessions/${await sessionOf(mode, cookie)}`, { cookie: await mode.signIn(ADA) }),
  'is removed': async ({ ask, signIn, db }) => {
    const { rows } = await db.pool.query(`select id from account where email = 'bob@example.com'`);
    await ask('DELETE', `/users/${(rows[0] as { id: string }).id}`, { cookie: await signIn(ADA) });
  },
  'gets another password': async ({ ask, signIn, db }) => {
    const { rows } = await db.pool.query(`select id from account where email = 'bob@example.com'`);
    const body = { password: `${PASSWORD} again` };
    await ask('PATCH', `/users/${(rows[0] as { id: string }).id}`, { cookie: await signIn(ADA), body });
  },
  'has a session that expires': ({ db }) =>
    db.pool.query('update account_session set expires_at = clock_timestamp()'),
};

test.each(Object.keys(ENDINGS))(
  'the stream of somebody who %s ends, though the run goes on',
  async (name) => {
    const mode = await start();
    await mode.addUser('bob@example.com', 'operator');
    const cookie = await mode.signIn('bob@example.com');
    const stream = await mode.watch({ cookie });
    await ENDINGS[name]?.(mode, { cookie });
    expect(await stream.rest).toContain('event: run_queued');
    expect((await mode.ask('GET', '/runs', { cookie })).statusCode).toBe(401);
  },
);

test('the stream of a token that is revoked ends', async () => {
  const mode = await start();
  const token = await mode.addToken(mode.ada, 'read');
  const stream = await mode.watch({ token });
  const [made] = await mode.cases.tokens.list('all');
  await mode.cases.tokens.revoke(made?.id ?? '', 'all');
  expect(await stream.rest).toContain('event: run_queued');
});

test('events that never pause do not keep a stream open', async () => {
  const mode = await start();
  const cookie = await mode.signIn(ADA);
  const telling = setInterval(() => mode.app.tell('run_1', { type: 'run_queued' }), 1);
  const stream = await mode.watch({ cookie });
  await mode.ask('DELETE', '/session', { cookie });
  await stream.rest.finally(() => clearInterval(telling));
});

test('the stream of somebody who may still look goes on until the run is over, whatever became of the role', async () => {
  const mode = await start();
  const bob = await mode.addUser('bob@example.com', 'admin');
  const stream = await mode.watch({ cookie: await mode.signIn('bob@example.com') });
  await mode.cases.users.update(bob, { role: 'viewer' });
  mode.app.setStatus('run_1', 'completed');
  mode.app.tell('run_1', { type: 'run_finished', status: 'completed', message: null });
  expect(await stream.rest).toContain('event: run_finished');
});
