import type { UserView } from '../app/access/access.ts';
import type { App } from '../app/app.ts';
import { usageError } from './command-refused.ts';

export async function findUser({ access }: Pick<App, 'access'>, email: string): Promise<UserView> {
  const found = await access.users.findByEmail(email);
  if (found !== null) return found;
  throw usageError(`There is no user ${email}. \`importgraph user list\` shows those there are.`);
}
