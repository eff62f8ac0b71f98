import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** An OpenID Connect issuer where whoever is in `user` has signed in already. */
export interface ScriptedIssuer {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Claims of the ID token. */
  user: Readonly<Record<string, unknown>>;
  /** Changes the ID token just before it is signed, for attacks. */
  forge: (claims: Record<string, unknown>) => void;
  /** Signs with a key that nobody knows. */
  signsWrong: boolean;
  /** What the browser is led back to: the address to open after `authorize`. */
  authorize(url: string): Promise<URL>;
}

interface Granted {
  readonly challenge: string;
  readonly nonce: string;
  readonly redirectUri: string;
}

const keys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

export async function startScriptedIssuer(): Promise<ScriptedIssuer> {
  const [known, unknown] = [keys(), keys()];
  const granted = new Map<string, Granted>();
  const [clientId, clientSecret] = ['importgraph', 'secret-of-the-client'];

  const idToken = ({ nonce }: Granted): string => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer.url, aud: clientId, iat: now, exp: now + 60, nonce, ...issuer.user };
    issuer.forge(claims);
    const header = { alg: 'ES256', kid: 'one' };
    const text = [header, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const { privateKey: key } = issuer.signsWrong ? unknown : known;
    const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
    return `${text}.${signature.toString('base64url')}`;
  };

  const token = async (request: IncomingMessage): Promise<[number, object]> => {
    const form = new URLSearchParams(await textOf(request));
    if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret)
      return [401, { error: 'invalid_client' }];
    const code = form.get('code') ?? '';
    const grant = granted.get(code);
    granted.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (
      grant === undefined ||
      grant.challenge !== challenge ||
      grant.redirectUri !== form.get('redirect_uri')
    )
      return [400, { error: 'invalid_grant' }];
    return [200, { access_token: 'at', token_type: 'Bearer', id_token: idToken(grant) }];
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', issuer.url);
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname === '/.well-known/openid-configuration') {
      answer(200, {
        issuer: issuer.url,
        authorization_endpoint: `${issuer.url}/authorize`,
        token_endpoint: `${issuer.url}/token`,
        jwks_uri: `${issuer.url}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256'],
        code_challenge_methods_supported: ['S256'],
      });
    } else if (url.pathname === '/jwks') {
      answer(200, {
        keys: [{ ...known.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256', use: 'sig' }],
      });
    } else if (url.pathname === '/token') {
      answer(...(await token(request)));
    } else if (url.pathname === '/authorize') {
      const of = (name: string) => url.searchParams.get(name) ?? '';
      const code = randomUUID();
      const redirectUri = of('redirect_uri');
      const isWhole =
        of('code_challenge_method') === 'S256' &&
        of('client_id') === clientId &&
        of('response_type') === 'code';
      if (isWhole) granted.set(code, { challenge: of('code_challenge'), nonce: of('nonce'), redirectUri });
      const back = new URL(redirectUri);
      back.searchParams.set('code', code);
      back.searchParams.set('state', of('state'));
      response.writeHead(302, { location: back.href }).end();
    } else answer(404, {});
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer: ScriptedIssuer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clientId,
    clientSecret,
    user: {},
    forge: () => undefined,
    signsWrong: false,
    authorize: async (url) => {
      const answer = await fetch(url, { redirect: 'manual' });
      return new URL(answer.headers.get('location') ?? '');
    },
  };
  return issuer;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
