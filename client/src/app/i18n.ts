// The interface's languages. Keys are typed from the English words; plurals use i18next's `_one` and `_other` keys.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { de } from '../words/de/de.ts';
import { en } from '../words/en/en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: typeof en;
  }
}

/** Starts i18next in this language; components then use `useTranslation('<namespace>')`. */
export async function startWords(language: 'en' | 'de'): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'app',
    resources: { en, de },
    interpolation: { escapeValue: false },
  });
}
