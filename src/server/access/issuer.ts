import * as oidc from 'openid-client';
import type { IssuerIdentity } from '../../app/access/access.ts';
import type { IssuerConfig } from '../../config.ts';

/** What has to come back, and what proves that we asked. Kept by us; the browser has the state only. */
export interface IssuerRequest {
  readonly url: URL;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Somebody else's sign-in (OpenID Connect: authorization code with PKCE). */
export interface Issuer {
  readonly name: string;
  begin(redirectUri: string): Promise<IssuerRequest>;
  /** Throws when anything does not fit: state, nonce, code, signature, audience, time. */
  finish(answer: URL, request: IssuerRequest): Promise<IssuerIdentity>;
}

const SCOPE = 'openid email profile';
const TIMEOUT_SECONDS = 15;

/** Asks the issuer for its addresses at the first sign-in, so that the server starts without it. */
export function openIssuer(config: IssuerConfig): Issuer {
  let known: Promise<oidc.Configuration> | undefined;
  const configuration = async () => {
    known ??= discover(config);
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
  return {
    name: config.name,
    begin: async (redirectUri) => {
      const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
      const codeVerifier = oidc.randomPKCECodeVerifier();
      const url = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: SCOPE,
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      });
      return { url, state, nonce, codeVerifier };
    },
    finish: async (answer, { state, nonce, codeVerifier }) => {
      const by = await configuration();
      const tokens = await oidc.authorizationCodeGrant(by, answer, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('The issuer gave no ID token.');
      const { iss: issuer, sub: subject } = claims;
      const told =
        typeof claims.email === 'string' ? claims : await askUserInfo(by, tokens.access_token, subject);
      return {
        issuer,
        subject,
        email: typeof told.email === 'string' && told.email_verified !== false ? told.email : null,
        name: typeof told.name === 'string' ? told.name : null,
      };
    },
  };
}

async function discover({ url, clientId, clientSecret }: IssuerConfig): Promise<oidc.Configuration> {
  const isPlain = url.startsWith('http:');
  return oidc.discovery(
    new URL(url),
    clientId,
    undefined,
    clientSecret === null ? oidc.None() : oidc.ClientSecretPost(clientSecret),
    {
      timeout: TIMEOUT_SECONDS,
      // The configuration allows plain http on this machine only.
      execute: [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])],
    },
  );
}

/** Some issuers tell the e-mail address there only. */
async function askUserInfo(
  by: oidc.Configuration,
  accessToken: string,
  subject: string,
): Promise<{ readonly email?: unknown; readonly email_verified?: unknown; readonly name?: unknown }> {
  if (by.serverMetadata().userinfo_endpoint === undefined) return {};
  return oidc.fetchUserInfo(by, accessToken, subject);
}
