// What happened to an article beside its text, as its timeline asks for it: who tells need not know who shows it.
import type { TimelineEvent, TimelineKind } from '@galley/shared/api/history.ts';
import type { ArticleId, SectionId, UserId } from '@galley/shared/ids.ts';

/** Which entries a page of the timeline asks for. Times are ISO 8601 in UTC. */
export interface TimelineQuery {
  kind: TimelineKind;
  /** Only what happened before this time. */
  before?: string | undefined;
  /** Only what happened then or later. */
  since?: string | undefined;
  author?: UserId | undefined;
  section?: SectionId | undefined;
  /** The newest so many of each kind; without it all of them. */
  limit?: number | undefined;
}

/** What one room knows of articles' pasts. */
export interface TimelineEvents {
  /** In no particular order. */
  read(article: ArticleId, query: TimelineQuery): Promise<TimelineEvent[]>;
}

/** The events of all of these in one. */
export function joinTimelineEvents(...sources: readonly TimelineEvents[]): TimelineEvents {
  return {
    read: async (article, query) =>
      (await Promise.all(sources.map((source) => source.read(article, query)))).flat(),
  };
}
