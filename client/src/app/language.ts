// The interface's language: the person's own once they are signed in, before that the last one here or the browser's.
import { type Language, languages } from '@galley/shared/language.ts';
import i18next from 'i18next';
import { changeWords } from './i18n.ts';

const storageKey = 'galley-language';

/** The language to begin with, before the server has said who is here. */
export function rememberedLanguage(): Language {
  const wanted = [readStored(), ...navigator.languages].map((tag) => tag?.slice(0, 2));
  return wanted.find(isLanguage) ?? 'en';
}

/** Switches the interface, and remembers it for the next visit to this browser. Where the words can't be loaded it stays as it is. */
export async function switchLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Without storage the profile says it again next time.
  }
  if (i18next.language !== language) await changeWords(language).catch(() => undefined);
  document.documentElement.lang = currentLanguage();
}

/** The interface's language as a tag for Intl. */
export function currentLanguage(): Language {
  return isLanguage(i18next.language) ? i18next.language : 'en';
}

function isLanguage(tag: string | undefined): tag is Language {
  return languages.some((language) => language === tag);
}

function readStored(): string | undefined {
  try {
    return localStorage.getItem(storageKey) ?? undefined;
  } catch {
    return undefined;
  }
}
