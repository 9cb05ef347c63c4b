// Approvals as the other features of the server ask for them. What they get says which text somebody approved; whether
// that is the text which stands there now is for them to compare.
import { regionOfSubject, type ThreadSubject, threadSubjectSchema } from '@galley/shared/api/threads.ts';
import type { ReadinessItem } from '@galley/shared/article/readiness-item.ts';
import { counted } from '@galley/shared/checks/blocking.ts';
import { type CheckLevels, levelOf } from '@galley/shared/checks/levels.ts';
import type { ArticleId, SectionId, UserId } from '@galley/shared/ids.ts';
import type { ApprovedHashes } from '@galley/shared/review/approvals.ts';
import type { Kysely } from 'kysely';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';

/** Whoever acts on the answer asks within the transaction of that act, and hands it in as `within`. */
export interface Approvals {
  of(article: ArticleId, within?: Kysely<Tables>): Promise<ApprovedHashes>;
  /** The same with who approved the text, and when. */
  signed(article: ArticleId, within?: Kysely<Tables>): Promise<ReadonlyMap<SectionId, Approval>>;
  /** One item for each open thread that keeps the article from being ready. */
  blockers(article: ArticleId, within?: Kysely<Tables>): Promise<ReadinessItem[]>;
  /** One item for each part of the article that has other open threads, where its template lets none be open. */
  openThreads(article: ArticleId, levels: CheckLevels, within?: Kysely<Tables>): Promise<ReadinessItem[]>;
}

/** Who approved a section's text and when, and the hash for which that holds. */
export interface Approval {
  hash: string;
  by: UserId;
  at: string;
}

/** The approvals by the rows of section states; whether the text is still the same is for the caller to say. */
export function createApprovals({ db }: Storage): Approvals {
  return {
    signed: async (article, within = db) => {
      const rows = await within
        .selectFrom('sectionState')
        .select(['section', 'approvedHash as hash', 'approvedBy as by', 'approvedAt as at'])
        .where('article', '=', article)
        .where('state', '=', 'approved')
        .execute();
      return new Map(
        rows.flatMap(({ section, hash, by, at }) =>
          hash === null || by === null || at === null ? [] : [[section, { hash, by: by, at }] as const],
        ),
      );
    },
    of: async (article, within = db) => {
      const rows = await within
        .selectFrom('sectionState')
        .select(['section', 'approvedHash'])
        .where('article', '=', article)
        .where('state', '=', 'approved')
        .execute();
      return new Map(rows.map((row) => [row.section, row.approvedHash ?? '']));
    },
    blockers: async (article, within = db) => {
      const subjects = await openSubjects(within, article, { blocking: true });
      return subjects.map((subject) => {
        const region = regionOfSubject(subject);
        return { code: 'thread-blocking', region, kind: null, count: null, limit: null };
      });
    },
    openThreads: async (article, levels, within = db) => {
      if (levelOf('open-threads', levels) !== 'block') return [];
      const open = await openSubjects(within, article, { blocking: false });
      return counted(
        open.map((subject) => ({ check: 'open-threads', region: regionOfSubject(subject), kind: null })),
      );
    },
  };
}

/** What the open threads are about, those that block or the others, the oldest first. */
async function openSubjects(
  db: Kysely<Tables>,
  article: ArticleId,
  { blocking }: { blocking: boolean },
): Promise<ThreadSubject[]> {
  const rows = await db
    .selectFrom('thread')
    .select('subject')
    .where('article', '=', article)
    .where('state', '=', 'open')
    .where('blocking', '=', blocking ? 1 : 0)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  return rows.map(({ subject }) => threadSubjectSchema.parse(JSON.parse(subject)));
}
