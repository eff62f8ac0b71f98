import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { english } from './en/index.ts';
import type { ServerTexts } from './server-texts.ts';

/** Languages with their own names; English is complete, the others fall back to it. */
export const LANGUAGES = { en: 'English', fr: 'Français', es: 'Español', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

const KEPT = 'importgraph-language';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof english;
  }
}

/** The language chosen on this browser, else the first of the browser's that there is. */
export function currentLanguage(): Language {
  const wanted = [localStorage.getItem(KEPT) ?? '', ...navigator.languages].map((one) => one.slice(0, 2));
  return wanted.find(isLanguage) ?? 'en';
}

function isLanguage(code: string): code is Language {
  return Object.hasOwn(LANGUAGES, code);
}

export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'common',
    ns: Object.keys(english),
    resources: { en: english },
    interpolation: { escapeValue: false }, // React escapes
  });
  await showIn(currentLanguage());
}

/** Shows everything in a language, from now on in this browser. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  await showIn(language);
}

async function showIn(language: Language): Promise<void> {
  if (language !== 'en') {
    const { page, server } = await loadTexts(language);
    for (const [area, texts] of Object.entries(page))
      i18next.addResourceBundle(language, area, texts, true, true);
    ofServer.set(language, server);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

interface Texts {
  readonly page: Readonly<Record<string, object>>;
  readonly server: ServerTexts;
}

async function loadTexts(language: Exclude<Language, 'en'>): Promise<Texts> {
  switch (language) {
    case 'fr': {
      const { french, frenchOfServer } = await import('./fr/index.ts');
      return { page: french, server: frenchOfServer };
    }
    case 'es': {
      const { spanish, spanishOfServer } = await import('./es/index.ts');
      return { page: spanish, server: spanishOfServer };
    }
    case 'de': {
      const { german, germanOfServer } = await import('./de/index.ts');
      return { page: german, server: germanOfServer };
    }
  }
}

const ofServer = new Map<string, ServerTexts>();

/** What the server says in English, in the language of the page; undefined where that is English. */
export function useServerTexts(): ServerTexts | undefined {
  return ofServer.get(useTranslation().i18n.language);
}
