import { rotateKey as rotate } from '../../app/access/rotate-key.ts';
import { SHELL } from '../audited.ts';
import { unwrap, usageError } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { configOf } from '../with-app.ts';

export interface RotateKeyOptions {
  readonly oldKeyEnv?: string;
}

const OLD_KEY = 'IMPORTGRAPH_OLD_SECRET_KEY';

export async function rotateKey(
  context: CommandContext,
  { oldKeyEnv }: RotateKeyOptions,
): Promise<CommandEnd> {
  const source = oldKeyEnv ?? OLD_KEY;
  const text = context.env[source];
  if (oldKeyEnv !== undefined && !text)
    throw usageError(`The variable ${source} of --old-key-env is not set.`);
  const done = unwrap(
    await rotate({ config: configOf(context), oldKey: text ? { text, source } : null, actor: SHELL }),
  );
  const { output } = context;
  output.line(`Secrets encrypted with the new key ${done.keyId}: ${done.resealed}.`);
  if (done.already > 0) output.line(`They had it already: ${done.already}.`);
  output.note(`Back-ups made before need the old key, ${done.oldKeyId}.`);
  const { resealed, already, keyId: key_id, oldKeyId: old_key_id } = done;
  return { exitCode: EXIT.done, result: { key_id, old_key_id, resealed, already } };
}
