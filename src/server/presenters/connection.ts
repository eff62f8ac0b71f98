import type { z } from 'zod';
import type { ConnectionInput, ConnectionVerdict, ConnectionView } from '../../app/connection-cases.ts';
import type { Connection, ConnectionChange, NewConnection, Verdict } from '../schemas/connection.ts';

export function presentConnection(view: ConnectionView): z.output<typeof Connection> {
  return {
    id: view.id,
    name: view.name,
    url: view.url,
    database: view.database,
    login: view.login,
    transport: view.transport,
    profile: {
      batch_size: view.profile.batchSize,
      concurrency: view.profile.concurrency,
      vocabulary: view.profile.vocabulary,
    },
    has_secret: view.hasSecret,
    created_at: view.createdAt,
    updated_at: view.updatedAt,
  };
}

export function presentVerdict(verdict: ConnectionVerdict): z.output<typeof Verdict> {
  return {
    verdict: verdict.verdict,
    message: verdict.message,
    server_version: verdict.serverVersion,
    transport: verdict.transport,
    user: verdict.user,
  };
}

export function toConnectionInput(body: z.output<typeof NewConnection>): ConnectionInput {
  const { profile, ...rest } = body;
  return { ...rest, ...toProfile(profile) };
}

/** Only what the request names: a key that is absent stays as it is. */
export function toConnectionPatch(body: z.output<typeof ConnectionChange>): Partial<ConnectionInput> {
  const { profile, ...rest } = body;
  return { ...rest, ...toProfile(profile) };
}

function toProfile(profile: z.output<typeof NewConnection>['profile']): Pick<ConnectionInput, 'profile'> {
  if (profile === undefined) return {};
  const { batch_size: batchSize, concurrency, vocabulary } = profile;
  return {
    profile: {
      ...(batchSize === undefined ? {} : { batchSize }),
      ...(concurrency === undefined ? {} : { concurrency }),
      ...(vocabulary === undefined ? {} : { vocabulary }),
    },
  };
}
