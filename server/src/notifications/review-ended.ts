// What was ready for review and is not any more leaves the notifications that speak of it.
import { idSchema } from '@galley/shared/id-schema.ts';
import type { ArticleId, SectionId, UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../storage/tables.ts';

interface NotifiedSection {
  section: SectionId;
  label: string;
}

/** The sections that a notification speaks of; none where it is not about sections by name, or from before an update. */
export function sectionsOf({ sections, text }: { sections: string | null; text: string }): NotifiedSection[] {
  if (sections === null) return [];
  const labels = text.split('\n');
  const ids = z.array(idSchema<SectionId>()).parse(JSON.parse(sections));
  return ids.map((section, index) => ({ section, label: labels[index] ?? '' }));
}

/**
 * Takes a section out of everybody's notifications of what is ready in its article; one that speaks of nothing else goes,
 * with the e-mail that was still to be sent. Gives who has to look anew.
 */
export async function endReview(
  transaction: Kysely<Tables>,
  { article, section }: { article: ArticleId; section: SectionId },
): Promise<UserId[]> {
  const rows = await transaction
    .selectFrom('notification')
    .select(['id', 'user', 'section', 'sections', 'text'])
    .where('article', '=', article)
    .where('kind', '=', 'ready')
    .execute();
  const readers = new Set<UserId>();
  for (const row of rows) {
    const known = sectionsOf(row);
    const left = known.filter((one) => one.section !== section);
    const isAlone = row.sections === null && row.section === section && !row.text.includes('\n');
    if (left.length === known.length && !isAlone) continue;
    readers.add(row.user);
    const [first] = left;
    if (first) {
      await transaction
        .updateTable('notification')
        .set({
          section: first.section,
          sections: JSON.stringify(left.map((one) => one.section)),
          text: left.map(({ label }) => label).join('\n'),
        })
        .where('id', '=', row.id)
        .execute();
      continue;
    }
    await transaction.deleteFrom('notificationMail').where('notification', '=', row.id).execute();
    await transaction.deleteFrom('notification').where('id', '=', row.id).execute();
  }
  return [...readers];
}
