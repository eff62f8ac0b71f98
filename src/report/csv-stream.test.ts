import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { writeCsv } from './csv-stream.ts';

test('texts are quoted, numbers and empty cells are not, and Excel is told that it is UTF-8', async () => {
  const rows = [[['a "b", c', 1.5]], [], [['=x\ny', null]]];
  expect((await buffer(writeCsv(['x', 'y'], rows))).toString()).toBe(
    '\uFEFF"x","y"\r\n"a ""b"", c",1.5\r\n"=x\ny",\r\n',
  );
});
