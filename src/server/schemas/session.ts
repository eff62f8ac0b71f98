import { z } from 'zod';
import { ROLES } from '../../app/access/access-words.ts';
import { Id, Timestamp } from './common.ts';
import { component } from './component.ts';

export const RoleName = component('Role', z.enum(ROLES));
export const UserName = component(
  'UserName',
  z.object({
    id: Id.nullable().describe('Null in local mode'),
    name: z.string().describe('E-mail address; `local` in local mode'),
  }),
);

export const CurrentSession = component(
  'CurrentSession',
  z.object({
    mode: z.enum(['local', 'server']).describe('`local`: one person, let in by the start link'),
    user: UserName.nullable().describe('Null: nobody is signed in'),
    role: RoleName.nullable().describe('What may be done; for a token the lesser of role and scope'),
    via: z.enum(['session', 'token', 'owner']).nullable().describe('`owner`: the token of the terminal'),
    session_id: Id.nullable(),
    setup_needed: z.boolean().describe('There is no administrator yet: `POST /setup`'),
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
    expires_at: Timestamp.nullable().describe('Null: it ends with the process'),
    address: z.string().nullable(),
    agent: z.string().nullable().describe('As the browser calls itself'),
  }),
);
export const SessionList = component('SessionList', z.object({ items: z.array(Session) }));

export const OfAll = z.object({
  all: z.stringbool().default(false).describe('Those of all users; for administrators'),
});
