// What an article's page says to readers besides the article itself, in the article's language.
import type { Language } from '../../language.ts';
import type { MachineSourceType } from '../picture-settings.ts';

export interface ReaderWords {
  /** Before the name of who made a picture. */
  picture: string;
  /** Of a picture that a machine made or had a part in. */
  machineMade: Record<MachineSourceType, string>;
  table: string;
  embed: {
    load: (provider: string) => string;
    warning: (provider: string) => string;
    open: (provider: string) => string;
  };
}

/** The words of public pages, in the languages that articles may have. */
export const readerWords: Record<Language, ReaderWords> = {
  en: {
    picture: 'Picture',
    machineMade: {
      trainedAlgorithmicMedia: 'AI-generated image',
      compositeWithTrainedAlgorithmicMedia: 'Image edited with AI',
    },
    table: 'Table',
    embed: {
      load: (provider) => `Show content from ${provider}`,
      warning: (provider) => `Nothing is loaded from ${provider} until you ask for it.`,
      open: (provider) => `Open on ${provider}`,
    },
  },
  de: {
    picture: 'Bild',
    machineMade: {
      trainedAlgorithmicMedia: 'KI-generiertes Bild',
      compositeWithTrainedAlgorithmicMedia: 'Mit KI bearbeitetes Bild',
    },
    table: 'Tabelle',
    embed: {
      load: (provider) => `Inhalt von ${provider} anzeigen`,
      warning: (provider) => `Erst dann wird etwas von ${provider} geladen.`,
      open: (provider) => `Auf ${provider} öffnen`,
    },
  },
};
