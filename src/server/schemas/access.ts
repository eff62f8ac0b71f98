import { z } from 'zod';
import {
  ACTOR_KINDS,
  MAX_PASSWORD_LENGTH,
  MAX_TOKEN_DAYS,
  MIN_PASSWORD_LENGTH,
  ROLES,
  SCOPES,
} from '../../app/access/access-words.ts';
import { Id, PageQuery, pageOf, Timestamp } from './common.ts';
import { component } from './component.ts';

export const RoleName = component('Role', z.enum(ROLES));
const ScopeName = component('Scope', z.enum(SCOPES));
const Email = z.string().trim().min(3).max(320).describe('Compared without upper and lower case');
/** Longer than what is taken, so that the use case says what is wrong. */
const Password = z.string().max(MAX_PASSWORD_LENGTH);

export const UserName = component(
  'UserName',
  z.object({
    id: Id.nullable().describe('Null in local mode'),
    name: z.string().describe('E-mail address; `local` in local mode'),
  }),
);

export const OfAll = z.object({
  all: z.stringbool().default(false).describe('Those of all users; for administrators'),
});

export const CurrentSession = component(
  'CurrentSession',
  z.object({
    mode: z.enum(['local', 'server']).describe('`local`: one person, let in by the start link'),
    user: UserName.nullable().describe('Null: nobody is signed in'),
    role: RoleName.nullable().describe('What may be done; for a token the lesser of role and scope'),
    via: z.enum(['session', 'token', 'owner']).nullable().describe('`owner`: the token of the terminal'),
    session_id: Id.nullable(),
    setup_needed: z.boolean().describe('There is no administrator yet: `POST /setup`'),
    single_sign_on: z
      .string()
      .nullable()
      .describe(
        'Name of the issuer by which one may sign in too: lead the browser to `/api/v1/session/oidc`',
      ),
  }),
);

export const SignIn = component('SignIn', z.strictObject({ email: z.string().max(320), password: Password }));

export const SetUp = component(
  'SetUp',
  z.strictObject({
    token: z.string().max(200).describe('As the log of the server shows it'),
    email: Email,
    name: z.string().trim().min(1).max(200),
    password: Password.describe(`At least ${MIN_PASSWORD_LENGTH} characters`),
  }),
);

export const PasswordChange = component(
  'PasswordChange',
  z.strictObject({
    current_password: Password,
    new_password: Password.describe(`At least ${MIN_PASSWORD_LENGTH} characters`),
  }),
);

export const Session = component(
  'Session',
  z.object({
    id: Id,
    user: UserName,
    is_current: z.boolean(),
    created_at: Timestamp,
    last_used_at: Timestamp,
    expires_at: Timestamp,
    address: z.string().nullable(),
    agent: z.string().nullable().describe('As the browser calls itself'),
  }),
);
export const SessionList = component('SessionList', z.object({ items: z.array(Session) }));

export const NewUserBody = component(
  'NewUser',
  z.strictObject({
    email: Email,
    name: z.string().trim().min(1).max(200),
    role: RoleName,
    password: Password.describe(`At least ${MIN_PASSWORD_LENGTH} characters`),
  }),
);
export const UserChange = component(
  'UserChange',
  NewUserBody.partial().describe('A new password ends the sessions of the user'),
);
export const User = component(
  'User',
  z.object({
    id: Id,
    email: z.string(),
    name: z.string(),
    role: RoleName,
    has_password: z.boolean(),
    created_at: Timestamp,
    updated_at: Timestamp,
    last_sign_in_at: Timestamp.nullable(),
  }),
);
export const UserPage = pageOf('UserPage', User);

export const NewTokenBody = component(
  'NewToken',
  z.strictObject({
    name: z.string().trim().min(1).max(200).describe('What uses it'),
    scope: ScopeName.describe('The most it may do; never more than its user'),
    expires_in_days: z.int().min(1).max(MAX_TOKEN_DAYS).default(90),
  }),
);
export const Token = component(
  'Token',
  z.object({
    id: Id,
    name: z.string(),
    scope: ScopeName,
    hint: z.string().describe('How the secret begins'),
    user: UserName,
    created_at: Timestamp,
    expires_at: Timestamp,
    last_used_at: Timestamp.nullable(),
  }),
);
export const TokenList = component('TokenList', z.object({ items: z.array(Token) }));
export const MadeToken = component(
  'MadeToken',
  Token.extend({ secret: z.string().describe('For `Authorization: Bearer`; shown this once') }),
);

export const AuditFilter = PageQuery.extend({
  user: z.string().min(1).max(320).optional().describe('Id or e-mail address'),
  action: z.string().min(1).max(200).optional().describe('E.g. `createConnection`, `signInFailed`'),
  object: Id.optional().describe('What was changed, or what was made'),
});
const AuditItem = component(
  'AuditEntry',
  z.object({
    id: Id,
    at: Timestamp,
    user: UserName,
    via: z.enum(ACTOR_KINDS).describe('`system`: on the command line, or by nobody known'),
    credential_id: Id.nullable().describe('Of the session or token'),
    action: z.string().describe('`operationId` of the request, or `signIn`, `signInFailed`'),
    object_id: Id.nullable(),
    result_id: Id.nullable().describe('What was made, where that is another thing, such as a run of a graph'),
    address: z.string().nullable(),
  }),
);
export const AuditPage = pageOf('AuditPage', AuditItem);
