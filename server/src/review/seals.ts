// Which sections are sealed, for collab: those whose row says that they are approved.
import type { ArticleId, SectionId } from '@galley/shared/ids.ts';
import type { Seals } from '../collab/seals.ts';

/** Seals as the rows of section states say. */
export const seals: Seals = {
  sealedSections: async (db, articles) => {
    const rows = await db
      .selectFrom('sectionState')
      .select(['article', 'section'])
      .where('article', 'in', articles)
      .where('state', '=', 'approved')
      .execute();
    const sealed = new Map<ArticleId, Set<SectionId>>();
    for (const row of rows) {
      const article = row.article;
      sealed.set(article, (sealed.get(article) ?? new Set()).add(row.section));
    }
    return sealed;
  },

  sealedStatement: `select "section" from "sectionState" where "article" = ? and "state" = 'approved'`,
};
