import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { packageRoot } from '../../util/package-root.ts';
import { NOT_BUILT_PAGE } from '../page/not-built-page.ts';
import { HttpProblem } from '../problem.ts';
import { allowStyles } from '../security-headers.ts';

/** Where `npm run build:web` leaves the web app. */
const BUILT = join(packageRoot(), 'web', 'dist');
/** Paths of programs: an unknown one is an error, never a page. */
const NOT_PAGES = /^\/(api|docs|assets|metrics)(\/|$)/;

/**
 * The web app: its files, whose names change with their content, and one page for every address, since the app reads the address
 * itself. Each answer of that page carries a nonce of its own for the styles that the app adds.
 */
export function webRoutes(folder: string = BUILT): FastifyPluginAsync {
  return async (server) => {
    await server.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      immutable: true,
      maxAge: '365d',
      index: false,
      preCompressed: true,
      logLevel: 'warn',
    });
    server.get('/icon.svg', { schema: { hide: true } }, async (_request, reply) =>
      reply.sendFile('icon.svg', folder, { immutable: false, maxAge: '1h' }),
    );
    server.get('/', { schema: { hide: true } }, sendPage(folder));
    server.get('/*', { schema: { hide: true } }, sendPage(folder));
  };
}

function sendPage(folder: string) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const path = request.url.split('?', 1)[0] ?? '/';
    const wantsPage = (request.headers.accept ?? '').includes('text/html');
    if (path !== '/' && (NOT_PAGES.test(path) || !wantsPage))
      throw new HttpProblem(404, 'not_found', `There is no GET ${path}. See /docs.`);
    // Read each time: a page of an earlier build would ask for files that are gone.
    const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => NOT_BUILT_PAGE);
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(page.replaceAll('{{nonce}}', allowStyles(reply).nonce));
  };
}
