import { openLocalAccess } from './local-access.ts';
import { createLog } from './log.ts';
import { buildServer, type ServedApp } from './server.ts';

/** The OpenAPI document as committed: pretty-printed JSON with a line end; made without a database, a network or a clock. */
export async function writeOpenApiDocument(): Promise<string> {
  const server = await buildServer({
    app: {} as ServedApp, // handlers are registered, never called
    access: await openLocalAccess(),
    log: createLog('silent'),
    uploadDir: '',
    maxUploadBytes: 1,
  });
  await server.ready();
  const text = JSON.stringify(server.swagger(), null, 2);
  await server.close();
  return `${text}\n`;
}
