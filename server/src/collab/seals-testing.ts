// Seals for tests that have no sections' states.
import type { ArticleId, SectionId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';
import type { Seals } from './seals.ts';

/** Seals that are rows of the one table that holds anything: the key is `sealed:` with the section's id, the value the article's. */
export const settingSeals: Seals = {
  sealedSections: async (db, articles) => {
    const found = new Map<ArticleId, Set<SectionId>>();
    const rows = await db.selectFrom('setting').selectAll().where('key', 'like', 'sealed:%').execute();
    for (const { key, value } of rows) {
      const article = value as ArticleId;
      if (!articles.includes(article)) continue;
      found.set(article, (found.get(article) ?? new Set()).add(key.slice('sealed:'.length) as SectionId));
    }
    return found;
  },
  sealedStatement: `select substr("key", length('sealed:') + 1) as "section" from "setting"
    where "key" like 'sealed:%' and "value" = ?`,
};

export async function seal(
  db: Pick<Kysely<Tables>, 'insertInto'>,
  article: ArticleId,
  section: SectionId,
): Promise<void> {
  await db
    .insertInto('setting')
    .values({ key: `sealed:${section}`, value: article })
    .execute();
}

export async function unseal(db: Pick<Kysely<Tables>, 'deleteFrom'>, section: SectionId): Promise<void> {
  await db.deleteFrom('setting').where('key', '=', `sealed:${section}`).execute();
}
