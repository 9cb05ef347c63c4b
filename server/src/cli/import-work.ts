// What all parts of an import share.
import type { Template } from '@galley/shared/article/template.ts';
import type { UserId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import type { insertArticle } from '../articles/new-article.ts';
import type { MediaStore } from '../media/media-store.ts';
import type { SearchWords } from '../storage/search-words.ts';
import type { Storage } from '../storage/storage.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import type { Sources } from './import-sources.ts';

/** What an import works with. */
export interface Import {
  storage: Storage;
  author: UserId;
  templates: readonly Template[];
  /** For what names none. */
  template: Template | null;
  language: Language;
  isLanguageChosen: boolean;
  isDry: boolean;
  timeZone: string;
  desk: string;
  from: Sources;
  workers: WorkerPool;
  media: MediaStore;
  words: SearchWords;
  documents: Parameters<typeof insertArticle>[0]['documents'];
}
