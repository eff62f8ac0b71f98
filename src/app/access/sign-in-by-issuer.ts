import type { Accounts, SaveAccountResult } from '../../store/access/accounts.ts';
import { done, refuse } from '../refuse.ts';
import type { Result } from '../result.ts';
import type { IssuerIdentity, OpenedSession, Origin } from './access.ts';
import type { Role } from './access-words.ts';
import type { OpenSession } from './sessions.ts';

export interface ByIssuer {
  readonly accounts: Accounts;
  readonly openSession: OpenSession;
}

export interface IssuerSignIn {
  readonly roleOfNew: Role | null;
  readonly linkTo: string | null;
  readonly from: Origin;
}

export async function signInByIssuer(
  { accounts, openSession }: ByIssuer,
  identity: IssuerIdentity,
  { roleOfNew, linkTo, from }: IssuerSignIn,
): Promise<Result<OpenedSession>> {
  const known = await accounts.findBySubject(identity);
  if (known !== null && (linkTo === null || linkTo === known.id)) return done(await openSession(known, from));
  if (known !== null) return refuse('conflict', `This sign-in is that of ${known.email} here.`);
  const saved = await (linkTo === null
    ? createFrom(accounts, identity, roleOfNew)
    : accounts.link(linkTo, identity));
  if ('ok' in saved) return saved;
  if (saved.kind === 'saved')
    return done(await openSession(saved.user, from, linkTo === null ? 'signIn' : 'linkIssuer'));
  return refuse('conflict', WORDS[saved.kind] ?? 'This user cannot be connected.');
}

const WORDS: Readonly<Partial<Record<SaveAccountResult['kind'], string>>> = {
  email_taken:
    'There is a user with your e-mail address here, who has another sign-in. Sign in with the password, then connect the two.',
  not_found: 'The user who asked for this is not there any more.',
};

async function createFrom(
  accounts: Accounts,
  { issuer, subject, email, name }: IssuerIdentity,
  role: Role | null,
): Promise<SaveAccountResult | ReturnType<typeof refuse>> {
  if (role === null)
    return refuse(
      'forbidden',
      'You are no user here yet. An administrator can add you; then connect the two.',
    );
  if (email === null)
    return refuse('forbidden', 'Your sign-in tells no verified e-mail address, which is needed here.');
  const address = email.trim().toLowerCase();
  return accounts.create({
    email: address,
    name: name ?? address,
    role,
    passwordHash: null,
    issuer,
    subject,
  });
}
