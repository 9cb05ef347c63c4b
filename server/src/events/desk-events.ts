// What happens at the desk, as far as other features have to do with it: who tells need not know who listens.
import type { Region } from '@galley/shared/article/region.ts';
import type { Stage } from '@galley/shared/article/stages.ts';
import type { ArticleId, SectionId, SuggestionId, ThreadId, UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';

/** Something that was done, by whom, and what it concerns. */
export type DeskEvent =
  | {
      type: 'commented';
      article: ArticleId;
      thread: ThreadId;
      by: UserId;
      body: string;
      mentions: readonly UserId[];
      /** Whoever wrote in the thread before. */
      participants: readonly UserId[];
    }
  | {
      type: 'thread-resolved';
      article: ArticleId;
      thread: ThreadId;
      by: UserId;
      participants: readonly UserId[];
    }
  | {
      type: 'section-assigned';
      article: ArticleId;
      section: SectionId;
      by: UserId;
      owner: UserId;
      dueAt: string | null;
    }
  | {
      type: 'article-assigned';
      article: ArticleId;
      by: UserId;
      assignee: UserId;
      dueAt: string | null;
      /** What the assignments of several articles by one act have in common; there is none where it was one. */
      together?: string;
    }
  | {
      /** Somebody has an article no longer. */
      type: 'article-unassigned';
      article: ArticleId;
      by: UserId;
      from: UserId;
    }
  | {
      type: 'section-ready';
      article: ArticleId;
      section: SectionId;
      by: UserId;
      /** What the section is called. */
      label: string;
      /** Who is to judge it. */
      reviewers: readonly UserId[];
    }
  | {
      /** A section that was ready for review is not any more: it was taken back, approved or returned. */
      type: 'review-ended';
      article: ArticleId;
      section: SectionId;
      by: UserId;
    }
  | {
      type: 'section-approved';
      article: ArticleId;
      section: SectionId;
      by: UserId;
      label: string;
      /** Who has it, said that it was ready or wrote it. */
      concerned: readonly UserId[];
    }
  | {
      type: 'section-returned';
      article: ArticleId;
      section: SectionId;
      by: UserId;
      note: string;
      concerned: readonly UserId[];
    }
  | {
      type: 'approval-voided';
      article: ArticleId;
      section: SectionId;
      by: UserId | null;
      concerned: readonly UserId[];
    }
  | {
      /** By hand, or because an approval ended; publishing and withdrawing have events of their own. */
      type: 'stage-changed';
      article: ArticleId;
      by: UserId | null;
      from: Stage;
      to: Stage;
    }
  | {
      type: 'published';
      article: ArticleId;
      revision: number;
      by: UserId;
      /** Who made the article and who wrote in it last. */
      concerned: readonly UserId[];
    }
  | {
      /** An article's journal can't be read to its end: it is open for reading at its last good state. */
      type: 'article-unreadable';
      article: ArticleId;
      by: null;
      /** The admins. */
      concerned: readonly UserId[];
    }
  | {
      type: 'scheduled';
      article: ArticleId;
      by: UserId;
      /** When it is published. */
      at: string;
    }
  | {
      /** The time of a scheduled publication has come, but the article can't be published as it stands. */
      type: 'publication-held';
      article: ArticleId;
      by: null;
      at: string;
      why: readonly string[];
      /** Who scheduled it, who made the article and who wrote in it last. */
      concerned: readonly UserId[];
    }
  /** `by` is null where it was at a time that was set before. */
  | { type: 'withdrawn'; article: ArticleId; by: UserId | null; concerned: readonly UserId[] }
  | {
      type: 'suggestions-decided';
      article: ArticleId;
      by: UserId;
      /** Whose suggestions they were. */
      author: UserId;
      accepted: number;
      rejected: number;
      /** The first of them; rows of before an update may lack it. */
      which?: readonly DecidedSuggestion[];
    };

/** A suggestion and what it would replace by what, shortened. */
export interface DecidedSuggestion {
  id: SuggestionId;
  region: Region;
  accepted: boolean;
  before: string;
  after: string;
}

/** How an act says that it happened. */
export interface DeskEvents {
  /** Writes an event down in the transaction of its act: both are there or neither. */
  emit(transaction: Kysely<Tables>, event: DeskEvent): Promise<void>;
  /** To be called once that is committed, so that nobody waits for the next regular look. */
  wake(): void;
}

/** An event as it reaches its handlers. */
interface EmittedEvent {
  /** Of this event alone: a handler that is called twice for it knows it by this. */
  id: string;
  /** When it happened. */
  at: string;
  event: DeskEvent;
}

/**
 * Writes down what follows from an event, in a transaction in which the event itself goes. What it gives is called once
 * that is committed; what it throws leaves the event there for another time.
 */
export type EventHandler = (
  transaction: Kysely<Tables>,
  emitted: EmittedEvent,
) => Promise<(() => void) | undefined>;
