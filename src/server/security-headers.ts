import { randomBytes } from 'node:crypto';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Scripts, styles and pictures of our own only; nobody may frame us. Swagger UI draws its icons from `data:` pictures. */
function policyWith(...styles: readonly string[]) {
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", ...styles],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  };
}

export async function sendSecurityHeaders(server: FastifyInstance): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: policyWith(),
    frameguard: { action: 'deny' },
    // Plain HTTP on this machine: a rule for HTTPS would lock the browser out of every other local server.
    hsts: false,
    // `no-referrer` would make browsers send `Origin: null` with our own forms.
    referrerPolicy: { policy: 'same-origin' },
  });
}

/** Lets the style elements of this one answer pass that carry the nonce. Scripts come from files only. */
export function allowStyles(reply: FastifyReply): { readonly nonce: string } {
  const nonce = randomBytes(16).toString('hex');
  reply.helmet({ contentSecurityPolicy: policyWith(`'nonce-${nonce}'`) });
  return { nonce };
}
