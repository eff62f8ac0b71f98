import type { ReadOptions } from '../source/dataset.ts';
import { toReadOptions } from './presenters/dataset.ts';
import { HttpProblem, type ProblemIssue } from './problem.ts';
import { ReadOverrides } from './schemas/dataset.ts';

/** The field `options` of a form with files: JSON in a text. */
export function parseReadOptions(text: string | undefined): { options?: Record<string, ReadOptions> } {
  if (text === undefined || text.trim() === '') return {};
  const parsed = ReadOverrides.safeParse(parseJson(text));
  if (parsed.success) return { options: toReadOptions(parsed.data) };
  const issues = parsed.error.issues.map((issue): ProblemIssue => {
    const field = ['options', ...issue.path.map(String)].join('.');
    return { severity: 'error', code: 'request_invalid', field, message: `${field}: ${issue.message}` };
  });
  throw new HttpProblem(400, 'request_invalid', issues.map((i) => i.message).join('; '), issues);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpProblem(400, 'request_invalid', 'The field `options` is not JSON.');
  }
}
