import { newId, type SectionId } from '@galley/shared/ids.ts';
import { expect, test } from 'vitest';
import type { DatedEntry } from '../collab/journal.ts';
import { sizeOfAuthorship, sizeOfWork } from './job-sizes.ts';
import type { Work } from './work-log.ts';

const large = new Uint8Array(30 * 1024);
const at = '2026-12-01T12:00:00.000Z';
const row: DatedEntry = { position: 1, bytes: large, author: null, at };
const run = { client: 1, clock: 2, length: 3, fromClient: 4, fromClock: 5 };
const words = JSON.stringify('x'.repeat(large.length));

function workIn(places: number): Work {
  const place = { kind: 'text', title: '', inserted: 1, deleted: 1 };
  const all = Array.from({ length: places }, () => ({ ...place, place: newId<SectionId>() }));
  const who = { id: null, author: null, startedAt: at, endedAt: at, first: 1, position: 1 };
  return { ...who, places: new Map(all.map((one) => [one.place, one])) };
}

test.each([
  ['states', { states: [large], rows: [], carried: [] }],
  ['rows', { states: [], rows: [row], carried: [] }],
  ['carried words', { states: [], rows: [], carried: Array.from({ length: 1000 }, () => run) }],
])('whose words are whose is read in a thread where there are many %s', (_what, sources) => {
  expect(sizeOfAuthorship(sources)).toBeGreaterThan(16 * 1024);
});

const nothing = { state: null, rows: [], open: [], carried: { carried: '[]', removed: '[]' } };

test.each([
  ['rows', { ...nothing, rows: [row] }],
  ['words before them', { ...nothing, state: large }],
  ['open places', { ...nothing, open: [workIn(400)] }],
  ['carried words', { ...nothing, carried: { carried: words, removed: '[]' } }],
  ['removed words', { ...nothing, carried: { carried: '[]', removed: words } }],
])('sessions of work are read in a thread where there are many %s', (_what, sources) => {
  expect(sizeOfWork(nothing)).toBeLessThan(100);
  expect(sizeOfWork(sources)).toBeGreaterThan(16 * 1024);
});
