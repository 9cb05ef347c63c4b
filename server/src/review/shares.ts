// Who wrote how much of each part of an article, as the other features of the server ask for it.
import { leadTexts, lineFragment, sectionFragment } from '@galley/shared/article/document.ts';
import { presentSections } from '@galley/shared/article/outline.ts';
import { type ArticleId, documentNameOf, type SectionId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type * as Y from 'yjs';
import type { Origins, OriginsOfWords } from '../history/origins.ts';
import type { Tables } from '../storage/tables.ts';
import { type Letters, lettersIn, readOwners } from './authorship.ts';

export type { Letters } from './authorship.ts';

/** Who wrote how many letters of each part of an article. */
export interface ArticleShares {
  headline: Letters;
  dek: Letters;
  /** The words of the lead picture. */
  lead: Letters;
  sections: ReadonlyMap<SectionId, Letters>;
}

/** For passports: who wrote what, as the journal says. */
export interface Shares {
  /** Reads what the journal has; before the article is held, for that needs a connection of its own. */
  catchUp(article: ArticleId): Promise<void>;
  /** The journal's position, and whether everything up to there has been read. */
  position(db: Kysely<Tables>, article: ArticleId): Promise<{ position: number; isRead: boolean }>;
  /** What is known of this document. */
  of(db: Kysely<Tables>, article: ArticleId, doc: Y.Doc): Promise<ArticleShares>;
}

/** Counted by who brought which characters. */
export function createShares(origins: OriginsOfWords): Shares {
  return {
    catchUp: (article) => origins.catchUp(article),
    position: async (db, article) => {
      const { last } = await db
        .selectFrom('update')
        .select(({ fn }) => fn.max('position').as('last'))
        .where('document', '=', documentNameOf(article))
        .executeTakeFirstOrThrow();
      const cursor = await db
        .selectFrom('historyCursor')
        .select('position')
        .where('article', '=', article)
        .executeTakeFirst();
      const position = Number(last ?? 0);
      return { position, isRead: (cursor?.position ?? 0) >= position };
    },
    of: async (db, article, doc) => await sharesOf(db, article, doc, await origins.read(db, article)),
  };
}

/** The shares in a document of an article, by as which characters its own were written. */
export async function sharesOf(
  db: Kysely<Tables>,
  article: ArticleId,
  doc: Y.Doc,
  origins: Origins,
): Promise<ArticleShares> {
  const owners = await readOwners(db, article);
  const letters = (...texts: Y.XmlFragment[]) => lettersIn(texts, owners, origins);
  return {
    headline: letters(lineFragment(doc, 'headline')),
    dek: letters(lineFragment(doc, 'dek')),
    lead: letters(...leadTexts.map((text) => lineFragment(doc, text))),
    sections: new Map(presentSections(doc).map(({ id }) => [id, letters(sectionFragment(doc, id))])),
  };
}
