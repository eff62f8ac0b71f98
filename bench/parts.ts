import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A measurement that is a command of its own too; in a process of its own, because some read their own memory. */
export interface Part {
  readonly name: string;
  readonly title: string;
}

export const PARTS: readonly Part[] = [
  { name: 'northwind', title: 'Northwind whole' },
  { name: 'prepare', title: 'Preparing a big sheet' },
  { name: 'growth', title: 'Growth' },
];

export interface PartResult extends Part {
  readonly figures: Readonly<Record<string, number>>;
  /** What it found, for people. */
  readonly lines: readonly string[];
  /** Null when it came to its end. */
  readonly problem: string | null;
}

const Answer = z.object({ figures: z.record(z.string(), z.number()), lines: z.array(z.string()) });

/** Runs `bench/<name>.ts`; what it says meanwhile goes to standard error. */
export async function runPart(part: Part): Promise<PartResult> {
  const script = fileURLToPath(new URL(`./${part.name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [script, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [output, code] = await Promise.all([text(child.stdout), ended]);
  if (code !== 0)
    return { ...part, figures: {}, lines: [], problem: `bench:${part.name} ended with code ${code}` };
  const answer = Answer.parse(JSON.parse(output.trimEnd().split('\n').at(-1) ?? ''));
  return { ...part, ...answer, problem: null };
}
