import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const sections = read('docs/what-happens-if.md').split(/^### /m).slice(1);

test.each(sections.map((text) => [text.split('\n', 1)[0] ?? '', text]))(
  'what the page says of "%s" names tests, and they are there',
  (_, text) => {
    const tests = [...text.matchAll(/^<!-- (\S+): (.+) -->$/gm)];
    expect(tests.length).toBeGreaterThan(0);
    for (const [, file = '', name = ''] of tests) expect(read(file), `${file}: ${name}`).toContain(name);
  },
);
