// The timeline's entries: sessions of work and versions in one order.
import {
  type History,
  type Moment,
  momentOfVersion,
  type Version,
  type WorkSession,
} from '@galley/shared/api/history.ts';

/** One line of the timeline, and the moment that it leads to. */
export type Entry = { key: string; at: string; moment: Moment } & (
  | { type: 'work'; work: WorkSession }
  | { type: 'version'; version: Version }
);

/**
 * The newest first. Versions are left out where only some work is asked for, or where pages are still missing; so is what
 * Galley itself did without changing a word, as it does with each new comment's anchor.
 */
export function entriesOf(pages: readonly History[], withVersions: boolean): Entry[] {
  const works = pages.flatMap(({ sessions }) => sessions);
  const oldest = pages.at(-1)?.next ?? null;
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
    ...versions
      .filter(({ createdAt }) => oldest === null || createdAt >= oldest)
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
