import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { onTestFinished } from 'vitest';
import { type LocalAccess, openLocalAccess } from '../../src/server/local-access.ts';
import { createLog } from '../../src/server/log.ts';
import { buildServer, type ServerOptions } from '../../src/server/server.ts';
import { createTestApp, type TestApp } from './test-app.ts';

export interface TestServer {
  readonly server: FastifyInstance;
  readonly app: TestApp;
  readonly access: LocalAccess;
  readonly uploadDir: string;
  /** A request with the token and the host header of a real client. */
  readonly call: (options: InjectOptions) => Promise<LightMyRequestResponse>;
}

export const HOST = '127.0.0.1:8080';

/** A server over the test app; closed, with its folder, when the test ends. */
export async function startTestServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const app = createTestApp();
  const access = await openLocalAccess();
  const uploadDir = await mkdtemp(join(tmpdir(), 'importgraph-server-'));
  const log = createLog('silent');
  const server = await buildServer({ app, access, log, uploadDir, maxUploadBytes: 1024 * 1024, ...options });
  onTestFinished(async () => {
    await server.close();
    await rm(uploadDir, { recursive: true, force: true });
  });
  const authorization = `Bearer ${access.token}`;
  const call = (request: InjectOptions) =>
    server.inject({ ...request, headers: { host: HOST, authorization, ...request.headers } });
  return { server, app, access, uploadDir, call };
}

/** Files and fields as the body of a form, with its header. */
export function formOf(
  files: readonly { readonly name: string; readonly content: string }[],
  fields: Readonly<Record<string, string>> = {},
): { readonly payload: string; readonly headers: Readonly<Record<string, string>> } {
  const boundary = 'form-boundary';
  const disposition = `--${boundary}\r\nContent-Disposition: form-data;`;
  const parts = [
    ...files.map(
      ({ name, content }) => `${disposition} name="files"; filename="${name}"\r\n\r\n${content}\r\n`,
    ),
    ...Object.entries(fields).map(([name, value]) => `${disposition} name="${name}"\r\n\r\n${value}\r\n`),
  ];
  return {
    payload: `${parts.join('')}--${boundary}--\r\n`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}
