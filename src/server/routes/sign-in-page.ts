import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { SIGN_IN_CSS, SIGN_IN_HTML, SIGN_IN_SCRIPT } from '../page/sign-in-html.ts';

/** Of server mode; public, as nobody is signed in there. */
export function signInPageRoutes(): FastifyPluginAsyncZod {
  const files = [
    { url: '/sign-in', type: 'text/html; charset=utf-8', text: SIGN_IN_HTML },
    { url: '/sign-in.css', type: 'text/css; charset=utf-8', text: SIGN_IN_CSS },
    { url: '/sign-in.js', type: 'text/javascript; charset=utf-8', text: SIGN_IN_SCRIPT },
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
