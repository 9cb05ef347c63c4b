import { sectionFragment } from '@galley/shared/article/document.ts';
import { addSection } from '@galley/shared/article/outline.ts';
import type { SectionId, UserId } from '@galley/shared/ids.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { CarriedWords, Origins } from './origins.ts';
import { pauseMs, type Work, WorkLog } from './work-log.ts';

const section = 'news0000' as SectionId;
const start = Date.parse('2026-03-10T12:00:00Z');

/** The sessions that edits at these times, in ms after the first, make in the order of the journal. */
function sessionsOf(edits: readonly { by: string; at: number }[]): Work[] {
  const writing = new Y.Doc();
  addSection(writing, { id: section, kind: 'news', title: '' });
  const reading = new Y.Doc();
  Y.applyUpdate(reading, Y.encodeStateAsUpdate(writing));
  const log = new WorkLog(reading, [], new CarriedWords(new Origins(), []));
  for (const [index, { by, at }] of edits.entries()) {
    const before = Y.encodeStateVector(writing);
    const block = new Y.XmlElement('paragraph');
    block.insert(0, [new Y.XmlText('A word.')]);
    sectionFragment(writing, section).push([block]);
    log.add({
      position: index + 1,
      bytes: Y.encodeStateAsUpdate(writing, before),
      author: by as UserId,
      at: new Date(start + at).toISOString(),
    });
  }
  return [...log.works];
}

const minute = 60_000;

describe('a session of work', () => {
  test('ends with a long pause, and has a start, an end and its words', () => {
    const sessions = sessionsOf([
      { by: 'amy', at: 0 },
      { by: 'amy', at: 5 * minute },
      { by: 'amy', at: 5 * minute + pauseMs + 1 },
    ]);
    expect(sessions.map(({ first, position }) => [first, position])).toEqual([
      [1, 2],
      [3, 3],
    ]);
    expect(sessions[0]?.places.get(section)?.inserted).toBe(14);
  });

  test('goes on over a clock that is set back', () => {
    const [only, ...others] = sessionsOf([
      { by: 'amy', at: 0 },
      { by: 'amy', at: -60 * minute },
      { by: 'amy', at: -59 * minute },
    ]);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ first: 1, position: 3 });
    expect(only?.startedAt).toBe(only?.endedAt);
  });

  test('never ends before it began, whatever the clocks say', () => {
    const edit = fc.record({
      by: fc.constantFrom('amy', 'ben'),
      at: fc.integer({ min: -240, max: 240 }).map((minutes) => minutes * minute),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        const sessions = sessionsOf(edits);
        for (const { startedAt, endedAt } of sessions) expect(endedAt >= startedAt).toBe(true);
        const inserted = sessions.reduce((sum, work) => sum + (work.places.get(section)?.inserted ?? 0), 0);
        expect(inserted).toBe(edits.length * 7);
      }),
      { numRuns: 40 },
    );
  });
});
