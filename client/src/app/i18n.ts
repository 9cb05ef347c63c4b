// The interface's words: one language at a time, in two chunks, so that the sign-in page does not wait for all. Keys are typed from the
// English words; plurals use i18next's `_one` and `_other` keys. Both languages have all keys, so that none stands in for
// the other.
import type { Language } from '@galley/shared/language.ts';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { signedIn } from '../words/en/signed-in.ts';
import type { signedOut } from '../words/en/signed-out.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: typeof signedOut & typeof signedIn;
  }
}

const chunks = {
  signedOut: {
    en: async () => (await import('../words/en/signed-out.ts')).signedOut,
    de: async () => (await import('../words/de/signed-out.ts')).signedOut,
  },
  signedIn: {
    en: async () => (await import('../words/en/signed-in.ts')).signedIn,
    de: async () => (await import('../words/de/signed-in.ts')).signedIn,
  },
};
type Chunk = keyof typeof chunks;

/** What the pages that have been opened need. */
const needed = new Set<Chunk>(['signedOut']);
/** What there is, as `chunk language`. */
const loaded = new Set<string>();
/** The language that is said, or is to be said once its words are there. */
let wanted: Language = 'en';

/** Starts i18next in this language; components then use `useTranslation('<namespace>')`. */
export async function startWords(language: Language): Promise<void> {
  wanted = language;
  const words = load(language);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'app',
    resources: {},
    interpolation: { escapeValue: false },
  });
  await words;
}

/** Brings the words of the pages behind the sign-in, which may not be shown before. Rejects where they can't be loaded. */
export async function needSignedInWords(): Promise<void> {
  needed.add('signedIn');
  await load(wanted);
}

/** Says everything in this language from now on. Rejects where its words can't be loaded, and nothing changes then. */
export async function changeWords(language: Language): Promise<void> {
  await load(language);
  wanted = language;
  // Pages may have been opened meanwhile that need more.
  await load(language);
  await i18next.changeLanguage(language);
}

/** Loads what is needed in the language and not there yet. */
async function load(language: Language): Promise<void> {
  const missing = [...needed].filter((chunk) => !loaded.has(`${chunk} ${language}`));
  await Promise.all(
    missing.map(async (chunk) => {
      const words = await chunks[chunk][language]();
      for (const [namespace, texts] of Object.entries(words))
        i18next.addResourceBundle(language, namespace, texts);
      loaded.add(`${chunk} ${language}`);
    }),
  );
}
