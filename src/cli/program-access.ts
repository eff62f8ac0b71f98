import { type Command, Option } from 'commander';
import { ROLES, SCOPES } from '../app/access/access-words.ts';
import type { AuditOptions } from './commands/audit.ts';
import type { RotateKeyOptions } from './commands/rotate-key.ts';
import type { TokenAddOptions } from './commands/token.ts';
import type { UserAddOptions, UserPasswordOptions } from './commands/user.ts';
import type { Execute } from './context.ts';

interface Json {
  readonly json?: boolean;
}

/** Who may use the server. */
export function addAccessCommands(program: Command, execute: Execute): void {
  addUserCommands(program, execute);
  addSessionCommands(program, execute);
  addTokenCommands(program, execute);
  program
    .command('audit')
    .description('show who did what, newest first')
    .option('--user <user>', 'e-mail address or id')
    .option('--action <action>', 'such as createConnection or signInFailed')
    .option('--object <id>', 'what was changed, or what was made')
    .option('--limit <entries>', 'default: 50')
    .option('--cursor <cursor>', 'go on from a page before')
    .action(({ json, ...options }: AuditOptions & Json) =>
      execute(json === true, async (context) =>
        (await import('./commands/audit.ts')).audit(context, options),
      ),
    );
  program
    .command('rotate-key')
    .description('encrypt the stored secrets with another key; every other process has to be stopped')
    .option(
      '--old-key-env <variable>',
      'where the key stands that they have now; default: IMPORTGRAPH_OLD_SECRET_KEY, or the key file',
    )
    .action(({ json, ...options }: RotateKeyOptions & Json) =>
      execute(json === true, async (context) =>
        (await import('./commands/rotate-key.ts')).rotateKey(context, options),
      ),
    );
}

const EMAIL = '<email>';
const PASSWORD_ENV = '--password-env <variable>';
const PASSWORD_HELP = 'where the password stands; default: IMPORTGRAPH_PASSWORD, or asked';

function addUserCommands(program: Command, execute: Execute): void {
  const user = program.command('user').description('users of a server in server mode');
  user
    .command('add')
    .description('add a user')
    .argument(EMAIL)
    .addOption(new Option('--role <role>', 'what the user may do').choices(ROLES).default('viewer'))
    .option('--name <name>', 'default: the e-mail address')
    .option(PASSWORD_ENV, PASSWORD_HELP)
    .action((email: string, options: UserAddOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/user.ts')).addUser(context, email, options),
      ),
    );
  user
    .command('list')
    .description('list the users')
    .action((options: Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/user.ts')).listUsers(context),
      ),
    );
  user
    .command('role')
    .description('change what a user may do')
    .argument(EMAIL)
    .argument('<role>', ROLES.join(', '))
    .action((email: string, role: string, options: Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/user.ts')).setRole(context, email, role),
      ),
    );
  user
    .command('password')
    .description('give a user another password; ends the sessions of the user')
    .argument(EMAIL)
    .option(PASSWORD_ENV, PASSWORD_HELP)
    .action((email: string, options: UserPasswordOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/user.ts')).setPassword(context, email, options),
      ),
    );
  user
    .command('remove')
    .description('remove a user, with sessions and tokens')
    .argument(EMAIL)
    .action((email: string, options: Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/user.ts')).removeUser(context, email),
      ),
    );
}

function addSessionCommands(program: Command, execute: Execute): void {
  const session = program.command('session').description('browsers that are signed in, in server mode');
  session
    .command('list')
    .description('list the sessions')
    .option('--user <email>', 'of this user only')
    .action((options: { readonly user?: string } & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/session.ts')).listSessions(context, options.user),
      ),
    );
  session
    .command('end')
    .description('sign a browser out')
    .argument('<session>', 'as `session list` shows it')
    .action((id: string, options: Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/session.ts')).endSession(context, id),
      ),
    );
}

function addTokenCommands(program: Command, execute: Execute): void {
  const token = program.command('token').description('API tokens, for programs');
  token
    .command('add')
    .description('make a token, and show it once')
    .argument('<name>', 'what uses it')
    .addOption(new Option('--scope <scope>', 'the most it may do').choices(SCOPES).default('read'))
    .option('--user <email>', 'whose; without, for a server in local mode')
    .option('--days <days>', 'how long it is good; default: 90')
    .action((name: string, options: TokenAddOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/token.ts')).addToken(context, name, options),
      ),
    );
  token
    .command('list')
    .description('list the tokens')
    .action((options: Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/token.ts')).listTokens(context),
      ),
    );
  token
    .command('revoke')
    .description('revoke a token')
    .argument('<token>', 'as `token list` shows it')
    .action((id: string, options: Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/token.ts')).revokeToken(context, id),
      ),
    );
}
