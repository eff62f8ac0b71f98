import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenEngine, openEngine } from '../source/engine-client.ts';
import { sqlText } from '../source/sql-text.ts';
import {
  canonicalKey,
  canonicalKeySql,
  escapeKeyPart,
  externalId,
  externalIdSql,
  readableKey,
} from './external-id.ts';

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const nasty = fc.constantFrom(
  '_',
  '.',
  '~',
  '~~',
  '~h',
  '%',
  ' ',
  '\u00a0',
  '\t',
  ',',
  "'",
  'é',
  'e\u0301',
  '👍',
  'a',
  'h',
  '7E',
  '/',
);
const part = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 40 })
  .map((pieces) => pieces.join('').replaceAll('\0', ''));
const parts = fc.array(part, { minLength: 1, maxLength: 3 });
const plain = (one: string): string => one.normalize('NFC').trim();
const node = fc.constantFrom('a', 'a_b', 'a_b_c', 'b', 'a-b');

describe('external IDs', () => {
  test('letters, digits and hyphens stay, everything else is escaped by its bytes', () => {
    expect(escapeKeyPart(' Café_1.2~x-Y ')).toBe('Caf~C3~A9~5F1~2E2~7Ex-Y');
    expect(canonicalKey(['A 1', 'b'])).toBe('A~201~~b');
    expect(canonicalKey(['A', ' \u00a0'])).toBe('');
    expect(canonicalKey(['Cafe\u0301'])).toBe(canonicalKey(['Caf\u00e9']));
    expect(externalId('shop', 'people', 'A~~b')).toBe('shop.people_A~~b');
    expect(readableKey('Caf~C3~A9~5F1~~b')).toBe('Café_1 / b');
  });

  test('a long key keeps its head and ends with its hash', () => {
    const id = externalId('shop', 'people', canonicalKey(['x'.repeat(39), 'é'.repeat(60)]));
    expect(id).toMatch(/^shop\.people_x{39}~h[0-9a-f]{40}$/);
  });

  test('JavaScript and the tabular engine agree on every key', async () => {
    const examples = fc.sample(fc.tuple(parts, node), { numRuns: 400, seed: 7 });
    const rows = examples.map(([keyParts, of], at) => {
      const key = canonicalKeySql(keyParts.map(sqlText));
      return `SELECT ${at} AS no, key, ${externalIdSql('shop', of, 'key')} AS xid FROM (SELECT ${key} AS key)`;
    });
    const answers = [];
    for (let from = 0; from < rows.length; from += 50) {
      const sql = `SELECT key, xid FROM (${rows.slice(from, from + 50).join(' UNION ALL ')}) ORDER BY no`;
      answers.push(...(await engine.rows<{ key: string; xid: string }>(sql)));
    }
    expect(answers).toEqual(
      examples.map(([keyParts, of]) => {
        const key = canonicalKey(keyParts);
        return { key, xid: externalId('shop', of, key) };
      }),
    );
  });

  test('no two different rows share an external ID, and none holds a space or a comma', () => {
    const row = fc.record({ node, parts: parts.filter((p) => canonicalKey(p) !== '') });
    fc.assert(
      fc.property(row, row, (a, b) => {
        const [x, y] = [a, b].map((r) => externalId('shop', r.node, canonicalKey(r.parts)));
        const same =
          a.node === b.node && JSON.stringify(a.parts.map(plain)) === JSON.stringify(b.parts.map(plain));
        expect(x === y).toBe(same);
        expect(x).not.toMatch(/[\s,]/);
      }),
      { numRuns: 2000 },
    );
  });

  test('a canonical key reads back as its parts', () => {
    fc.assert(
      fc.property(
        parts.filter((p) => canonicalKey(p) !== ''),
        (p) => {
          expect(readableKey(canonicalKey(p))).toBe(p.map((one) => plain(one).toWellFormed()).join(' / '));
        },
      ),
    );
  });
});
