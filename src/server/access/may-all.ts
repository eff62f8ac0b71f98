import type { Caller } from '../../app/access/access.ts';
import { HttpProblem } from '../problem.ts';

/** `all=true` shows what belongs to others. */
export function checkMayAll(caller: Caller, all: boolean): void {
  if (!all || caller.role === 'admin') return;
  throw new HttpProblem(
    403,
    'role_missing',
    'Only an administrator may see those of all users. Leave `all` out.',
  );
}
