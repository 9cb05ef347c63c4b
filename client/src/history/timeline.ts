// The timeline's entries in one order: sessions of work, versions, and what happened beside the text.
import {
  type History,
  type Moment,
  momentOfVersion,
  type TimelineEvent,
  type TimelineKind,
  type Version,
  type WorkSession,
} from '@galley/shared/api/history.ts';

/** A line of the timeline that leads to a moment of the text. */
export type MomentEntry = { key: string; at: string; moment: Moment } & (
  | { type: 'work'; work: WorkSession }
  | { type: 'version'; version: Version }
);

/** One that leads to a place in the article: a section or a thread. */
interface EventEntry {
  type: 'event';
  key: string;
  at: string;
  event: TimelineEvent;
}

export type Entry = MomentEntry | EventEntry;

/** What the timeline is narrowed to; null for no narrowing. */
export interface HistoryFilter {
  kind: TimelineKind;
  author: string | null;
  section: string | null;
}

/**
 * The newest first. Versions are left out where the filter does not ask for them, or where pages are still missing; so is
 * what Galley itself did without changing a word, as it does with each new comment's anchor.
 */
export function entriesOf(pages: readonly History[], { kind, author, section }: HistoryFilter): Entry[] {
  const works = pages.flatMap(({ works }) => works);
  const oldest = pages.at(-1)?.next ?? null;
  const withVersions = (kind === 'all' || kind === 'versions') && section === null;
  const versions = withVersions ? (pages[0]?.versions ?? []) : [];
  const entries: Entry[] = [
    ...works.filter(isWorthALine).map(
      (work): Entry => ({
        type: 'work',
        key: work.id,
        at: work.endedAt,
        moment: String(work.position),
        work,
      }),
    ),
    ...pages
      .flatMap(({ events }) => events)
      .map((event): Entry => ({ type: 'event', key: event.id, at: event.at, event })),
    ...versions
      .filter(({ createdAt }) => oldest === null || createdAt >= oldest)
      .filter(({ createdBy }) => author === null || createdBy === author)
      .map((version): Entry => {
        const { id, createdAt } = version;
        return { type: 'version', key: id, at: createdAt, moment: momentOfVersion(id), version };
      }),
  ];
  return entries.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

function isWorthALine({ author, places }: WorkSession): boolean {
  return author !== null || places.some(({ inserted, deleted }) => inserted + deleted > 0);
}

/** The entries by the day on which they happened, by the clock of this device. */
export function byDay(entries: readonly Entry[]): { day: string; entries: Entry[] }[] {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const day = new Date(entry.at).toDateString();
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days.values()].map((list) => ({ day: list[0]?.at ?? '', entries: list }));
}
