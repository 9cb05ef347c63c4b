// A page of the timeline: sessions of work and what happened beside the text, in one order.
import type { TimelineEvent, TimelineKind, WorkSession } from '@galley/shared/api/history.ts';
import type { ArticleId, SectionId, UserId } from '@galley/shared/ids.ts';
import type { TimelineEvents } from '../events/timeline-events.ts';
import type { Timeline } from './timeline.ts';

const pageSize = 50;

interface TimelinePage {
  works: WorkSession[];
  events: TimelineEvent[];
  /** From where the next page goes on; null on the last one. */
  next: string | null;
}

interface PageQuery {
  kind: TimelineKind;
  before?: string | undefined;
  author?: UserId | undefined;
  section?: SectionId | undefined;
}

/**
 * The newest first. A page ends with a moment, and holds all of it: what was done in one go is never torn in two, of which
 * the second would be lost.
 */
export async function timelinePage(
  { timeline, events }: { timeline: Pick<Timeline, 'works'>; events: TimelineEvents },
  article: ArticleId,
  query: PageQuery,
): Promise<TimelinePage> {
  const newest = { ...query, limit: pageSize };
  const times = [
    ...(await timeline.works(article, newest)).map(({ endedAt }) => endedAt),
    ...(await events.read(article, newest)).map(({ at }) => at),
  ].sort();
  const since = times.at(-pageSize);
  const page = { ...query, since };
  const found = {
    works: await timeline.works(article, page),
    events: (await events.read(article, page)).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)),
  };
  return { ...found, next: since ?? null };
}
