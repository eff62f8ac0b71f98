import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ISSUE_CODES } from '../../src/issue.ts';

const page = readFileSync(new URL('../../docs/issues.md', import.meta.url), 'utf8');
const lines = [...page.matchAll(/^\| `([a-z_]+)` \| (.+) \| (.+) \|$/gm)];

test('the page has one line for every issue code, and no other', () => {
  expect(new Set(lines.map(([, code]) => code))).toEqual(new Set(ISSUE_CODES));
  expect(lines).toHaveLength(ISSUE_CODES.length);
});
