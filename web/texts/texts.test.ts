import { describe, expect, test } from 'vitest';
import { german } from './de/index.ts';
import { english } from './en/index.ts';
import { spanish } from './es/index.ts';
import { french } from './fr/index.ts';

const CATALOGUES = { fr: french, es: spanish, de: german };

/** Names, technical words, and words that are written the same in the language. */
const SAME_IN_ALL = ['Importgraph', 'SHA-256', '{{rate, number}}/s', 'trim, replace, date…'];
const SAME: Readonly<Record<keyof typeof CATALOGUES, readonly string[]>> = {
  fr: [
    'Contacts',
    'Module',
    'Type',
    'Version',
    'Versions',
    'Version {{version}}',
    'version {{version, number}}',
    '{{name}} (version {{version}})',
    'date',
    'code',
    'e-mail',
    'Formats',
    'Action',
    'Actions',
    'Pause',
    'Sessions',
  ],
  es: ['Error', '{{count, number}} error', 'decimal', 'No', 'General', 'Editor'],
  de: ['Name', 'Graph', 'Version', 'Version {{version}}', 'Status', 'Administrator', 'Browser'],
};

type Texts = ReadonlyMap<string, string>;

function textsOf(part: object, path = ''): Texts {
  return new Map(
    Object.entries(part).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? [...textsOf(value, `${path}${key}.`)]
        : [[`${path}${key}`, String(value)] as const],
    ),
  );
}

/** The keys of English in the plural forms of another language; `_zero` is i18next's own. */
function keysIn(language: string, texts: Texts): readonly string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return [...texts.keys()].flatMap((key) =>
    key.endsWith('_other')
      ? forms.filter((form) => form !== 'one').map((form) => key.replace(/other$/, form))
      : key,
  );
}

function placeholdersOf(text: string): readonly string[] {
  return (text.match(/\{\{.*?\}\}/g) ?? []).toSorted();
}

describe.each(Object.entries(CATALOGUES))('the texts in %s', (language, catalogue) => {
  const source = textsOf(english);
  const texts = textsOf(catalogue);

  test('have exactly the keys of English, in the plural forms of the language', () => {
    expect([...texts.keys()].toSorted()).toEqual(keysIn(language, source).toSorted());
  });

  test('have the placeholders of English', () => {
    const differing = [...texts].filter(([key, text]) => {
      const original = source.get(key) ?? source.get(key.replace(/_many$/, '_other')) ?? '';
      return placeholdersOf(text).join() !== placeholdersOf(original).join();
    });
    expect(differing).toEqual([]);
  });

  test('are translated, and never empty', () => {
    const allowed = new Set([...SAME_IN_ALL, ...SAME[language as keyof typeof CATALOGUES]]);
    const left = [...texts].filter(
      ([key, text]) =>
        text.trim() === '' || (text === source.get(key) && hasWords(text) && !allowed.has(text)),
    );
    expect(left).toEqual([]);
  });
});

function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replaceAll(/\{\{.*?\}\}/g, ''));
}
