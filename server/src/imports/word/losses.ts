// What a document holds and an article can't take over, counted while it is read.
import { joinedLosses } from '@galley/shared/article/formats/found.ts';
import type { Lost, LostKind } from '@galley/shared/article/formats/pieces.ts';

export interface Losses {
  /** One more of this kind, with the words that go with it. */
  add(what: LostKind, words?: string): void;
  list(): Lost[];
}

export function createLosses(): Losses {
  const all: Lost[] = [];
  return {
    add: (what, words = '') => {
      const said = words.replace(/\s+/g, ' ').trim();
      all.push({ what, count: 1, ...(said === '' ? {} : { words: [said] }) });
    },
    list: () => joinedLosses(all),
  };
}
