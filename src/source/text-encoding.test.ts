import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { detectEncoding, readAsUtf8 } from './text-encoding.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'importgraph-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(bytes: Buffer): Promise<string> {
  const path = join(folder, `${Math.random()}.csv`);
  await writeFile(path, bytes);
  return path;
}

const WESTERN = 'name;city\nJosé Müller;Besançon\nÅse Bjørn;Tromsø – Norge\nZoë;Orléans\nPrix: 5 €;x\n';
const RUSSIAN = 'имя;город\nИван Петрович;Москва\nОльга Сергеевна;Санкт-Петербург\nпокупатель;Новосибирск\n';

for (const [encoding, text] of [
  ['utf-8', WESTERN],
  ['windows-1252', WESTERN],
  ['utf-16le', WESTERN],
  ['utf-16be', WESTERN],
  ['windows-1251', RUSSIAN],
  ['shift_jis', '名前,住所\n田中太郎,東京都千代田区\nさくら商店,大阪府大阪市北区\n'],
] as const) {
  for (const addBOM of encoding.startsWith('utf') ? [true, false] : [false]) {
    test(`${encoding} ${addBOM ? 'with' : 'without'} byte order mark is recognised and read`, async () => {
      const path = await fileOf(iconv.encode(text, encoding, { addBOM }));
      expect(await detectEncoding(path)).toEqual({ ok: true, encoding });
      const chunks: Buffer[] = [];
      for await (const chunk of readAsUtf8(path, encoding)) chunks.push(chunk);
      expect(Buffer.concat(chunks).toString()).toBe(text);
    });
  }
}

test('Latin-1 far behind the head of the file is noticed', async () => {
  const path = await fileOf(
    Buffer.concat([Buffer.from('plain,text\n'.repeat(200_000)), Buffer.from('caf\xe9,x\n', 'latin1')]),
  );
  expect(await detectEncoding(path)).toEqual({ ok: true, encoding: 'windows-1252' });
});

test('a damaged UTF-8 file names the line of the first bad byte', async () => {
  const path = await fileOf(Buffer.concat([Buffer.from('é,1\nb,2\n'), Buffer.from([0xe9, 0x2c, 0x0a])]));
  expect(await detectEncoding(path)).toEqual({ ok: false, reason: 'broken_utf8', line: 3 });
});

test('a character cut between two chunks is no damage', async () => {
  const path = await fileOf(Buffer.from(`a${'é'.repeat(1_500_000)}`));
  expect(await detectEncoding(path)).toEqual({ ok: true, encoding: 'utf-8' });
});

test('a given encoding wins, an unknown one is refused', async () => {
  const path = await fileOf(Buffer.from('a,é\n'));
  expect(await detectEncoding(path, 'Latin1')).toEqual({ ok: true, encoding: 'latin1' });
  expect(await detectEncoding(path, 'klingon')).toEqual({ ok: false, reason: 'unknown_encoding' });
});

test('a file full of control bytes is binary, one stray zero byte is not', async () => {
  const binary = Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7) % 251));
  expect(await detectEncoding(await fileOf(binary))).toEqual({ ok: false, reason: 'binary' });
  const stray = Buffer.from(`a,b\n${'c,d\n'.repeat(20)}e\0,f\n`);
  expect(await detectEncoding(await fileOf(stray))).toEqual({ ok: true, encoding: 'utf-8' });
});
