// What happens at the desk, as far as other features have to do with it: who tells need not know who listens.
import type { Stage } from '@galley/shared/api/articles.ts';
import type { ArticleId, SectionId, ThreadId, UserId } from '@galley/shared/ids.ts';

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
  | { type: 'section-approved'; article: ArticleId; section: SectionId; by: UserId }
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
  | { type: 'withdrawn'; article: ArticleId; by: UserId; concerned: readonly UserId[] }
  | {
      type: 'suggestions-decided';
      article: ArticleId;
      by: UserId;
      /** Whose suggestions they were. */
      author: UserId;
      accepted: number;
      rejected: number;
    };

export interface DeskEvents {
  tell(event: DeskEvent): void;
  /** Calls back after each event; what a listener throws is its own affair. */
  on(listener: (event: DeskEvent) => void): void;
}

export function createDeskEvents(onError: (error: unknown) => void): DeskEvents {
  const listeners: ((event: DeskEvent) => void)[] = [];
  return {
    tell: (event) => {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          onError(error);
        }
      }
    },
    on: (listener) => {
      listeners.push(listener);
    },
  };
}
