import type { Page, PageQuery, Result } from '../result.ts';
import type { ActorKind, Role, Scope } from './access-words.ts';

/** Who asks for something. */
export interface Caller {
  /** `owner`: by the token that the terminal shows in local mode. */
  readonly kind: Exclude<ActorKind, 'system'>;
  /** Null in local mode, where there is nobody but who started it. */
  readonly userId: string | null;
  /** E-mail address; `local` in local mode. */
  readonly name: string;
  /** What it may do: for a token the lesser of its user's role and its scope. */
  readonly role: Role;
  /** Of the session or the token. */
  readonly credentialId: string | null;
}

/** Where a request comes from. */
export interface Origin {
  readonly address: string | null;
  /** As the browser calls itself. */
  readonly agent: string | null;
}

/** Who did something, for the audit log. */
export interface Actor {
  readonly kind: ActorKind;
  readonly userId: string | null;
  readonly name: string;
  readonly credentialId: string | null;
  readonly address: string | null;
}

export interface UserView {
  readonly id: string;
  /** In lower case. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly hasPassword: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly lastSignInAt: string | null;
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
}

export interface IssuerIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  readonly name: string | null;
}

export interface SessionView {
  readonly id: string;
  readonly userId: string | null;
  readonly user: string;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly expiresAt: string;
  readonly address: string | null;
  readonly agent: string | null;
}

export interface OpenedSession {
  readonly caller: Caller;
  /** For the cookie; told once. */
  readonly secret: string;
}

export interface TokenView {
  readonly id: string;
  readonly name: string;
  readonly scope: Scope;
  /** How its secret begins. */
  readonly hint: string;
  /** Null: of local mode, where it is good only. */
  readonly userId: string | null;
  readonly user: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
}

export interface NewToken {
  readonly name: string;
  readonly scope: Scope;
  readonly days: number;
}

export interface AuditView {
  readonly id: string;
  readonly at: string;
  readonly kind: ActorKind;
  readonly userId: string | null;
  readonly user: string;
  readonly credentialId: string | null;
  /** `operationId` of the API, or `signIn`, `signInFailed`, `setUp`. */
  readonly action: string;
  readonly objectId: string | null;
  /** What was made, where that is another thing. */
  readonly resultId: string | null;
  readonly address: string | null;
}

export interface AuditEntry {
  readonly action: string;
  readonly objectId?: string | null;
  readonly resultId?: string | null;
}

export interface AuditQuery extends PageQuery {
  /** Id or e-mail address. */
  readonly user?: string;
  readonly action?: string;
  readonly object?: string;
}

export type SignInResult =
  | { readonly ok: true; readonly opened: OpenedSession }
  /** `wrong`: address or password, nobody is told which. */
  | { readonly ok: false; readonly reason: 'wrong' | 'throttled' };

export interface AccessCases {
  readonly users: UserCases;
  readonly sessions: SessionCases;
  readonly tokens: TokenCases;
  readonly audit: AuditCases;
}

export interface UserCases {
  hasAdmin(): Promise<boolean>;
  /** The first administrator, and no other one. */
  createFirstAdmin(input: Omit<NewUser, 'role'>, from: Origin): Promise<Result<OpenedSession>>;
  /**
   * Whom an issuer vouches for is the user of that issuer and subject; else a new one, or with `linkTo` the user of that id from now on.
   * An e-mail address alone makes nobody the user who has it.
   */
  signInByIssuer(
    identity: IssuerIdentity,
    how: { readonly roleOfNew: Role | null; readonly linkTo: string | null },
    from: Origin,
  ): Promise<Result<OpenedSession>>;
  create(input: NewUser): Promise<Result<UserView>>;
  list(page: PageQuery): Promise<Page<UserView>>;
  get(id: string): Promise<Result<UserView>>;
  findByEmail(email: string): Promise<UserView | null>;
  /** A new password ends the user's sessions. */
  update(id: string, patch: Partial<NewUser>): Promise<Result<UserView>>;
  /** With sessions and tokens. The last administrator stays. */
  remove(id: string): Promise<Result<null>>;
  /** Ends the user's other sessions. */
  changeOwnPassword(
    caller: Caller,
    change: { readonly current: string; readonly next: string },
  ): Promise<Result<null>>;
}

export interface SessionCases {
  signIn(input: { readonly email: string; readonly password: string }, from: Origin): Promise<SignInResult>;
  callerOf(secret: string): Promise<Caller | null>;
  /** Newest first; of one user, or of all. */
  list(userId: string | null): Promise<readonly SessionView[]>;
  /** Of one user, or of anybody. */
  end(id: string, userId: string | null): Promise<boolean>;
}

export interface TokenCases {
  /** For somebody, or, with null, for local mode. The secret is told once. */
  create(
    userId: string | null,
    input: NewToken,
  ): Promise<Result<{ readonly token: TokenView; readonly secret: string }>>;
  /** `all`, or of one user, or with null of local mode. */
  list(of: 'all' | { readonly userId: string | null }): Promise<readonly TokenView[]>;
  revoke(id: string, of: 'all' | { readonly userId: string | null }): Promise<Result<null>>;
  /** The tokens of local mode are good there only, those of users in server mode only. */
  callerOf(secret: string, mode: AccessMode): Promise<Caller | null>;
}

export type AccessMode = 'local' | 'server';

export interface AuditCases {
  record(actor: Actor, entry: AuditEntry): Promise<void>;
  list(query: AuditQuery): Promise<Page<AuditView>>;
}
