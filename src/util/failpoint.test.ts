import { expect, it } from 'vitest';
import { parseFailpoint } from './failpoint.ts';

it('a failpoint has a name with colons, a hit and an action', () => {
  expect(parseFailpoint('db:before commit:12:kill')).toEqual({
    name: 'db:before commit',
    hit: 12,
    action: 'kill',
  });
  expect(parseFailpoint('*:1:pause')).toEqual({ name: '*', hit: 1, action: 'pause' });
});

it.each(['', 'db', 'db:1', 'db:x:kill', 'db:1:explode', ':1:kill'])(
  'the failpoint "%s" is refused',
  (text) => {
    expect(() => parseFailpoint(text)).toThrow(/is not <name>:<hit>/);
  },
);
