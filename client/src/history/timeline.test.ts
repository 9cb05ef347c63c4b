import type { History, Version, WorkSession } from '@galley/shared/api/history.ts';
import type { ArticleId, SectionId, UserId, VersionId } from '@galley/shared/ids.ts';
import { describe, expect, test } from 'vitest';
import { byDay, entriesOf, type HistoryFilter } from './timeline.ts';

const work = (id: string, endedAt: string): WorkSession => ({
  id,
  author: 'somebody' as UserId,
  startedAt: endedAt,
  endedAt,
  first: 1,
  position: 1,
  places: [],
});
const version = (id: string, createdAt: string): Version => ({
  id: id as VersionId,
  article: 'article' as ArticleId,
  kind: 'named',
  name: id,
  position: 1,
  createdBy: null,
  createdAt,
});
const page = (works: WorkSession[], versions: Version[], next: string | null): History => ({
  works,
  events: [],
  versions,
  next,
});
const everything: HistoryFilter = { kind: 'all', author: null, section: null };

describe('the timeline', () => {
  const first = page(
    [work('c', '2026-03-03T10:00:00.000Z')],
    [version('v2', '2026-03-03T12:00:00.000Z'), version('v1', '2026-03-01T12:00:00.000Z')],
    '2026-03-03T10:00:00.000Z',
  );
  const second = page([work('a', '2026-03-01T10:00:00.000Z')], [], null);

  test('tells work and versions in one order, the newest first', () => {
    expect(entriesOf([first, second], everything).map(({ key }) => key)).toEqual(['v2', 'c', 'v1', 'a']);
  });

  test('holds versions back that belong behind pages which are not there yet', () => {
    expect(entriesOf([first], everything).map(({ key }) => key)).toEqual(['v2', 'c']);
  });

  test('leaves versions out where only some work is asked for', () => {
    expect(entriesOf([first, second], { ...everything, section: 'news' }).map(({ key }) => key)).toEqual([
      'c',
      'a',
    ]);
  });

  test('does not show what Galley did without changing a word', () => {
    const place = { place: 'head', kind: '', title: '', inserted: 0, deleted: 0 } as const;
    const anchored = { ...work('anchor', '2026-03-03T11:00:00.000Z'), author: null, places: [place] };
    const mended = { ...anchored, id: 'words', places: [{ ...place, inserted: 3 }] };
    expect(entriesOf([page([anchored, mended], [], null)], everything).map(({ key }) => key)).toEqual([
      'words',
    ]);
  });

  test('has what happened beside the text between them, and versions of one person alone where those are asked for', () => {
    const approved = {
      type: 'section',
      id: 'section-1',
      at: '2026-03-03T11:00:00.000Z',
      by: null,
      section: 'news' as SectionId,
      act: 'approved',
      note: '',
    } as const;
    const pages = [{ ...first, events: [approved] }, second];
    expect(entriesOf(pages, everything).map(({ key }) => key)).toEqual(['v2', 'section-1', 'c', 'v1', 'a']);
    const named = { ...version('v3', '2026-03-03T12:30:00.000Z'), createdBy: 'somebody' as UserId };
    const narrowed = { ...everything, kind: 'versions', author: 'somebody' } as const;
    expect(entriesOf([page([], [named, version('v4', named.createdAt)], null)], narrowed)).toMatchObject([
      { key: 'v3' },
    ]);
  });

  test('is cut into days', () => {
    expect(byDay(entriesOf([first, second], everything)).map(({ entries }) => entries.length)).toEqual([
      2, 2,
    ]);
  });
});
