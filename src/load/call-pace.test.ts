import { expect, test } from 'vitest';
import { CallPace } from './call-pace.ts';

test('sends all at once what is not known to be slow', () => {
  const pace = new CallPace();
  pace.answered('res.partner', 500, 29_000);
  pace.lost('res.partner', 500, 19_000);
  expect(pace.rowsFor('res.partner', 500)).toBe(500);
  expect(pace.rowsFor('res.partner', 12)).toBe(12);
});

test('a slow answer makes calls of about fifteen seconds, of this model only', () => {
  const pace = new CallPace();
  pace.answered('account.move', 500, 100_000);
  expect(pace.rowsFor('account.move', 500)).toBe(75);
  expect(pace.rowsFor('account.move', 20)).toBe(20);
  expect(pace.rowsFor('res.partner', 500)).toBe(500);
});

test('a call whose answer does not come is halved, down to ten rows', () => {
  const pace = new CallPace();
  const seen = Array.from({ length: 7 }, () => {
    const rows = pace.rowsFor('account.move', 500);
    pace.lost('account.move', rows, 120_000);
    return rows;
  });
  expect(seen).toEqual([500, 250, 125, 62, 31, 15, 10]);
});

test('quick answers bring it back', () => {
  const pace = new CallPace();
  pace.lost('account.move', 100, 60_000);
  pace.answered('account.move', 7, 1000); // a rest proves nothing
  expect(pace.rowsFor('account.move', 500)).toBe(50);
  const seen = Array.from({ length: 6 }, () => {
    const rows = pace.rowsFor('account.move', 2000);
    pace.answered('account.move', rows, 2000);
    return rows;
  });
  expect(seen).toEqual([50, 100, 200, 400, 800, 2000]);
});
