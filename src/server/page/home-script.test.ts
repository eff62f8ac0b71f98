import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { NODE_STATUSES, RUN_STATUSES } from '../../load/run-store.ts';
import { HOME_SCRIPT } from './home-script.ts';

test('the page’s script is JavaScript that writes text, never HTML', () => {
  expect(() => new Script(HOME_SCRIPT)).not.toThrow();
  expect(HOME_SCRIPT).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
});

test('the page has a look for every status of a run and of a node', () => {
  const looks = [...HOME_SCRIPT.matchAll(/(\w+): \['[^']+', '(?:good|busy|warn|bad|quiet)'\]/g)].map(
    ([, status]) => status,
  );
  expect(looks).toEqual(expect.arrayContaining([...RUN_STATUSES, ...NODE_STATUSES]));
});
