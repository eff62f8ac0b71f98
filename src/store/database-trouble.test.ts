import pg from 'pg';
import { expect, test } from 'vitest';
import { databaseTrouble } from './database-trouble.ts';

function refusal(code: string, message: string): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError(message, message.length, 'error'), { code });
}

test.each([
  ['53100', 'could not extend file "base/5/16384": No space left on device'],
  ['58030', 'could not write block 7 of relation base/5/16384: Input/output error'],
  // a quota or a size limit has no code of its own: errcode_for_file_access, PostgreSQL src/backend/utils/error/elog.c
  ['XX000', 'could not extend file "base/5/16384": Disk quota exceeded'],
  ['XX000', 'could not extend file "base/5/16384": File too large'],
])('%s "%s" means full', (code, message) => {
  expect(databaseTrouble(refusal(code, message))).toBe('full');
  expect(databaseTrouble(new Error('settling', { cause: refusal(code, message) }))).toBe('full');
});

test.each([
  ['57P01', 'terminating connection due to administrator command'],
  ['57P03', 'the database system is starting up'],
  ['53300', 'sorry, too many clients already'],
  ['08006', 'connection failure'],
])('%s "%s" means away', (code, message) => {
  expect(databaseTrouble(refusal(code, message))).toBe('away');
});

test.each([
  ['XX000', 'cache lookup failed for type 7'],
  ['23505', 'duplicate key value violates unique constraint'],
])('%s "%s" is a bug', (code, message) => {
  expect(databaseTrouble(refusal(code, message))).toBeNull();
});
