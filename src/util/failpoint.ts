import { appendFileSync } from 'node:fs';

/**
 * Places where a test ends the process, for crash tests. Every call stands behind the same condition,
 *
 *   if (process.env.FAILPOINT) await failpoint('db:before commit');
 *
 * which the build defines away (`process.env.FAILPOINT` → `undefined`), with the name of the place and then this module: the
 * bundle holds none of it.
 *
 *   FAILPOINT=<name>:<hit>:<action>   the hit-th time (from 1) that `name` is reached; `*` counts all names together.
 *                                     Names hold colons, so hit and action are the last two parts.
 *     kill ..... SIGKILL to this process
 *     pause .... SIGSTOP to this process, until somebody sends SIGCONT
 *     throw .... an error with the name
 *     none ..... nothing: to count only
 *   FAILPOINT_TRACE=<file>            the name of every place reached, one per line, written before the action
 */
export async function failpoint(name: string): Promise<void> {
  const { FAILPOINT_TRACE: trace } = process.env;
  if (trace !== undefined) appendFileSync(trace, `${name}\n`);
  script ??= parseFailpoint(process.env.FAILPOINT ?? '');
  if (script.name !== '*' && script.name !== name) return;
  reached += 1;
  if (reached !== script.hit) return;
  if (script.action === 'throw') throw new Error(`failpoint ${name}`);
  if (script.action === 'kill') process.kill(process.pid, 'SIGKILL');
  if (script.action === 'pause') process.kill(process.pid, 'SIGSTOP');
}

export interface FailpointScript {
  readonly name: string;
  readonly hit: number;
  readonly action: 'kill' | 'throw' | 'pause' | 'none';
}

let script: FailpointScript | null = null;
let reached = 0;

/** Throws when the text is not one: a crash test that never crashes would pass for the wrong reason. */
export function parseFailpoint(text: string): FailpointScript {
  const [, name = '', hit = '', action = ''] = /^(.+):(\d+):(kill|throw|pause|none)$/.exec(text) ?? [];
  if (name === '') throw new Error(`FAILPOINT "${text}" is not <name>:<hit>:<kill|throw|pause|none>.`);
  return { name, hit: Number(hit), action: action as FailpointScript['action'] };
}
