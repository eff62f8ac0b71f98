import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { SIGN_IN_HTML, SIGN_IN_SCRIPT } from './sign-in-html.ts';

test('the script of the sign-in page is JavaScript that writes text, never HTML', () => {
  expect(() => new Script(SIGN_IN_SCRIPT)).not.toThrow();
  expect(SIGN_IN_SCRIPT).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
});

test('the page runs no inline script and loads nothing from elsewhere', () => {
  expect(SIGN_IN_HTML).not.toMatch(/<script(?![^>]*\ssrc=)|(?:src|href)="https?:|\sstyle=|\son\w+=/);
});

test.each([
  ['/runs/run_1?tab=rows', 'https://import.example.com/runs/run_1?tab=rows'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['https://import.example.com.evil.example', '/'],
  ['https://import.example.com@evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['data:text/html,x', '/'],
])('after signing in, %j leads to %j', (to, led) => {
  const aim = /function aim\(\) \{.*?\n\}/s.exec(SIGN_IN_SCRIPT)?.[0] ?? '';
  const location = { origin: 'https://import.example.com', search: `?to=${encodeURIComponent(to)}` };
  expect(new Script(`${aim} aim()`).runInNewContext({ location, URL, URLSearchParams })).toBe(led);
});
