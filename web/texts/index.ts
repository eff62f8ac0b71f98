import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { english } from './en/index.ts';

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
    for (const [area, texts] of Object.entries(await loadTexts(language)))
      i18next.addResourceBundle(language, area, texts, true, true);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

async function loadTexts(language: Exclude<Language, 'en'>): Promise<Readonly<Record<string, object>>> {
  switch (language) {
    case 'fr':
      return (await import('./fr/index.ts')).french;
    case 'es':
      return (await import('./es/index.ts')).spanish;
    case 'de':
      return (await import('./de/index.ts')).german;
  }
}
