import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { HOME_CSS } from '../page/home-css.ts';
import { HOME_HTML } from '../page/home-html.ts';
import { HOME_SCRIPT } from '../page/home-script.ts';

/** A small page that shows recent runs; script and style are files of their own because the CSP allows no inline ones. */
export function homeRoutes(): FastifyPluginAsyncZod {
  const files = [
    { url: '/', type: 'text/html; charset=utf-8', text: HOME_HTML },
    { url: '/home.css', type: 'text/css; charset=utf-8', text: HOME_CSS },
    { url: '/home.js', type: 'text/javascript; charset=utf-8', text: HOME_SCRIPT },
  ];
  return async (server) => {
    for (const { url, type, text } of files) {
      server.get(url, {
        schema: { hide: true },
        handler: async (_request, reply) => reply.type(type).header('cache-control', 'no-cache').send(text),
      });
    }
  };
}
