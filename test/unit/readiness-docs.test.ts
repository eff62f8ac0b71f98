import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ISSUE_CODES } from '../../src/issue.ts';
import { READINESS_CODES } from '../../src/plan/readiness/readiness.ts';

const page = readFileSync(new URL('../../docs/readiness.md', import.meta.url), 'utf8');
const codes = [...page.matchAll(/^\| `([a-z_]+)` \| (.+) \| (.+) \|$/gm)].map(([, code]) => code);

test('the page has one line for every code of its own, and no other', () => {
  expect(codes).toEqual(READINESS_CODES);
  const issues: readonly string[] = ISSUE_CODES;
  expect(codes.filter((code) => issues.includes(code ?? ''))).toEqual([]);
});
