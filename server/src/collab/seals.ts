// Which sections are sealed, as collab asks it: admission goes by what it last heard, and the journal looks again in the
// transaction of its commit, under the document's lock. Who keeps the sections' states answers.
import type { ArticleId, SectionId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';

/** An article's sealed sections. */
export type SealedSections = ReadonlySet<SectionId>;

/** What collab asks of whoever keeps the states of sections. */
export interface Seals {
  /**
   * The sealed sections of each of these articles as the database or transaction sees them; an article without any may
   * be left out. Asked once for every group of edits that is committed, so it has to be one cheap query.
   */
  sealedSections(
    db: Kysely<Tables>,
    articles: readonly ArticleId[],
  ): Promise<ReadonlyMap<ArticleId, SealedSections>>;
  /**
   * The same of one article as a statement of the embedded database, for the thread that writes its journal: it takes the
   * article's id and gives a row with a `section` for each. Null where nothing is ever sealed.
   */
  readonly sealedStatement: string | null;
}

/** For a desk on which nothing is sealed. */
export const noSeals: Seals = { sealedSections: async () => new Map(), sealedStatement: null };

/** What a room knows of its seals. The journal has the last word; here alone the room hears of it. */
export class KnownSeals {
  #sections: SealedSections;

  constructor(sections: SealedSections) {
    this.#sections = sections;
  }

  get sections(): SealedSections {
    return this.#sections;
  }

  /** These sections are sealed now, and no others. */
  learn(sections: SealedSections): void {
    this.#sections = sections;
  }

  /** Does work that learns of seals before they are committed; where it fails, what was known before holds again. */
  async unlessItFails<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#sections;
    try {
      return await work();
    } catch (error) {
      this.learn(before);
      throw error;
    }
  }
}
