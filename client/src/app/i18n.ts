// The interface's words: one language at a time, each a chunk of its own. Keys are typed from the English words; plurals use
// i18next's `_one` and `_other` keys. Both languages have all keys, so that none stands in for the other.
import type { Language } from '@galley/shared/language.ts';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { en } from '../words/en/en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: typeof en;
  }
}

const wordsOf = {
  en: async () => (await import('../words/en/en.ts')).en,
  de: async () => (await import('../words/de/de.ts')).de,
};

/** Starts i18next in this language; components then use `useTranslation('<namespace>')`. */
export async function startWords(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'app',
    resources: { [language]: await wordsOf[language]() },
    interpolation: { escapeValue: false },
  });
}

/** Says everything in this language from now on. Rejects where its words can't be loaded, and nothing changes then. */
export async function changeWords(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'app')) {
    for (const [namespace, words] of Object.entries(await wordsOf[language]()))
      i18next.addResourceBundle(language, namespace, words);
  }
  await i18next.changeLanguage(language);
}
