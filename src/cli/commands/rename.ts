import { keyWords } from '../../app/row-words.ts';
import { presentKeyMapEntry } from '../../server/presenters/key-map.ts';
import { unwrap } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { findRun } from '../find-run.ts';
import { configOf, withApp } from '../with-app.ts';

export interface RenamedKey {
  readonly node: string;
  readonly key: string;
  readonly newKey: string;
}

/** Another key for the record of a row, in the key map of a run's graph and connection. */
export function rename(context: CommandContext, runId: string, renamed: RenamedKey): Promise<CommandEnd> {
  return withApp(context, configOf(context), async (app) => {
    const { graphId, connectionId } = await findRun(app, runId);
    const entry = unwrap(await app.keyMap.rename({ graphId, connectionId, ...renamed }));
    context.output.line(
      `${entry.node} (${keyWords(entry.key)}) is ${entry.model} ${entry.recordId} from now on.`,
    );
    return { exitCode: EXIT.done, result: presentKeyMapEntry(entry) };
  });
}
