// What an article's page says to readers besides the article itself, in the article's language.
import type { Language } from '../../api/people.ts';

export interface ReaderWords {
  /** Before the name of who made a picture. */
  picture: string;
  table: string;
  embed: {
    load: (provider: string) => string;
    warning: (provider: string) => string;
    open: (provider: string) => string;
  };
}

export const readerWords: Record<Language, ReaderWords> = {
  en: {
    picture: 'Picture',
    table: 'Table',
    embed: {
      load: (provider) => `Show content from ${provider}`,
      warning: (provider) => `Nothing is loaded from ${provider} until you ask for it.`,
      open: (provider) => `Open on ${provider}`,
    },
  },
  de: {
    picture: 'Bild',
    table: 'Tabelle',
    embed: {
      load: (provider) => `Inhalt von ${provider} anzeigen`,
      warning: (provider) => `Erst dann wird etwas von ${provider} geladen.`,
      open: (provider) => `Auf ${provider} öffnen`,
    },
  },
};
