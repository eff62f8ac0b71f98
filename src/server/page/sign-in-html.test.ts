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
