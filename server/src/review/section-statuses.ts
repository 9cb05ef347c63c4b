// How the sections of an article stand, as people see it: the rows, held against the text that stands there now.
import type { SectionEvent, SectionStatus } from '@galley/shared/api/section-states.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { presentSections } from '@galley/shared/article/outline.ts';
import { readSection } from '@galley/shared/article/read-article.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import type { Documents } from '../collab/documents.ts';
import type { OriginsOfWords } from '../history/origins.ts';
import type { Storage } from '../storage/storage.ts';
import { readOwners, writersOf } from './authorship.ts';
import { readLastTurns, readStandings, type SectionStanding, untouched } from './section-rows.ts';

/**
 * Each section that the article shows, in its order. An approval that does not hold for the text is shown as none, and
 * reported. Throws where the article has no document.
 */
export async function readStatuses(
  { storage, documents, origins }: { storage: Storage; documents: Documents; origins: OriginsOfWords },
  article: ArticleId,
): Promise<{ statuses: SectionStatus[]; hasStale: boolean }> {
  const { db } = storage;
  const standings = await readStandings(db, article);
  const turns = await readLastTurns(db, article);
  await origins.catchUp(article);
  const owners = await readOwners(db, article);
  const written = await origins.read(db, article);
  let hasStale = false;
  const statuses = await documents.read(article, (doc) =>
    presentSections(doc).map((entry) => {
      const standing = standings.get(entry.id) ?? untouched(entry.id);
      const holds =
        standing.approval === null || standing.approval.hash === sectionHash(readSection(doc, entry));
      if (!holds) hasStale = true;
      return statusOf(
        holds ? standing : { ...standing, state: 'open', approval: null },
        writersOf(sectionFragment(doc, entry.id), owners, written),
        turns.get(entry.id),
      );
    }),
  );
  return { statuses, hasStale };
}

function statusOf(
  standing: SectionStanding,
  writers: UserId[],
  turn: SectionEvent | undefined,
): SectionStatus {
  const tells = turn?.kind === 'returned' || turn?.kind === 'reopened' || turn?.kind === 'voided';
  return { ...standing, writers, remark: turn && tells && standing.state === 'open' ? turn : null };
}
