import { describe, expect, test } from 'vitest';
import { announcing, zipOf } from '../testing.ts';
import { ArchiveError, openArchive } from './archive.ts';

const limits = { entries: 4, bytes: 10_000, ratio: 20, ratioFrom: 2000 };
/** Bytes that don't get smaller, the same each time. */
const noise = (size: number) =>
  Buffer.from(Array.from({ length: size }, (_, index) => (index * index * 167) >> 5));
const blank = (size: number) => Buffer.alloc(size, ' ');

/** What all parts hold, or why they can't be read. */
async function read(zip: Buffer): Promise<string[] | string> {
  try {
    const archive = await openArchive(zip, limits);
    const parts = await Promise.all([...archive.names].map((name) => archive.read(name)));
    return parts.map((part) => `${part?.length}`);
  } catch (error) {
    if (error instanceof ArchiveError) return error.fault;
    throw error;
  }
}

const part = (name: string, data: Buffer, more = {}) => ({ name, data, ...more });

test('an archive within all limits is read, a part that is not there is null', async () => {
  const zip = zipOf(part('a', noise(5000)), part('b', noise(5000)));
  expect(await read(zip)).toEqual(['5000', '5000']);
  expect(await (await openArchive(zip, limits)).read('c')).toBeNull();
});

describe('just above a limit an archive is too much', () => {
  test('with one part more', async () => {
    const parts = (count: number) => Array.from({ length: count }, (_, index) => part(`${index}`, noise(10)));
    expect(await read(zipOf(...parts(limits.entries)))).toHaveLength(limits.entries);
    expect(await read(zipOf(...parts(limits.entries + 1)))).toBe('too-much');
  });

  test('with one byte more, whatever it announces', async () => {
    for (const claims of [undefined, 1, 5000]) {
      const more = part('b', noise(5001), claims === undefined ? {} : { claims });
      expect(await read(zipOf(part('a', noise(5000)), more))).toBe('too-much');
    }
  });

  test('with a part that is packed smaller than text ever is', async () => {
    const packed = zipOf(part('a', blank(limits.ratioFrom)));
    expect(await read(packed)).toEqual([`${limits.ratioFrom}`]);
    expect(await read(zipOf(part('a', blank(limits.ratioFrom + 1))))).toBe('too-much');
    expect(await read(zipOf(part('a', blank(limits.ratioFrom + 1), { claims: 10 })))).toBe('too-much');
  });
});

describe('an archive that can be read in two ways is broken', () => {
  const two = zipOf(part('a', noise(10)), part('b', noise(10)));

  test.each([
    ['two parts with one name', zipOf(part('a', noise(10)), part('a', noise(20)))],
    ['two names that differ in case only', zipOf(part('a', noise(10)), part('A', noise(20)))],
    ['a part with another name than the directory says', zipOf(part('a', noise(10), { localName: 'b' }))],
    ['a directory that holds more than it announces', announcing(two, 1)],
    ['a directory that announces more than it holds', announcing(two, 3)],
    ['a way out of the archive', zipOf(part('../a', noise(10)))],
  ])('%s', async (_, zip) => {
    expect(await read(zip)).toBe('broken');
  });
});
