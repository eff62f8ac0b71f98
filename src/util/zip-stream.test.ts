import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { readZip } from '../../test/support/read-zip.ts';
import { type ZipEntry, zipStream } from './zip-stream.ts';

async function* inParts(...parts: readonly (string | Uint8Array)[]) {
  yield* parts;
}

function archive(entries: readonly ZipEntry[], stored: boolean): Promise<Buffer> {
  return buffer(zipStream(entries, { stored }));
}

const long = Buffer.from('0123456789'.repeat(20_000));

it.each([true, false])('what is written comes back (stored: %s)', async (stored) => {
  const zip = await archive(
    [
      { name: 'a/größe.txt', content: inParts('Zürich', ', ', Buffer.from('naïve')) },
      { name: 'empty', content: inParts() },
      { name: 'long', content: inParts(long.subarray(0, 70_000), long.subarray(70_000)) },
    ],
    stored,
  );
  const files = await readZip(zip);
  expect([...files.keys()]).toEqual(['a/größe.txt', 'empty', 'long']);
  expect(files.get('a/größe.txt')?.toString()).toBe('Zürich, naïve');
  expect(files.get('empty')).toHaveLength(0);
  expect(files.get('long')?.equals(long)).toBe(true);
});

it('the same content gives the same bytes, however it comes in parts', async () => {
  const once = await archive([{ name: 'x', content: inParts(long) }], true);
  const twice = await archive(
    [{ name: 'x', content: inParts(long.subarray(0, 1), long.subarray(1, 65_536), long.subarray(65_536)) }],
    true,
  );
  expect(once.equals(twice)).toBe(true);
});

it('content that fails ends the archive with its error', async () => {
  async function* broken() {
    yield 'some';
    throw new Error('the source broke');
  }
  await expect(archive([{ name: 'x', content: broken() }], false)).rejects.toThrow('the source broke');
});

it('whoever stops reading closes the content', async () => {
  let closed = false;
  async function* endless() {
    try {
      for (;;) yield long;
    } finally {
      closed = true;
    }
  }
  for await (const part of zipStream([{ name: 'x', content: endless() }])) if (part.length > 100) break;
  await expect.poll(() => closed).toBe(true);
});
