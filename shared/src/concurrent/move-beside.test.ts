// Blocks that are moved while others format them, write in the line that makes room for them, or move them too.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { type Mover, movers, news, outlook } from './movers-testing.ts';
import { sync } from './writers-testing.ts';

describe('formats that a colleague sets in a block that is being moved', () => {
  test('go with it', () => {
    const [anna, ben] = movers(2, ['First one.', 'Second one.']) as [Mover, Mover];
    anna.move(news, 0, outlook, 1);
    ben.format(0, 5, 'First', { bold: true });
    ben.format(6, 3, 'First', { link: { href: 'https://one.example' } });
    sync(anna, ben);
    expect(anna.lines(outlook)).toEqual(['Outlook.', '[bold:First] [link:one].']);
  });

  test('go with it where words come along, too, and where a format is taken away', () => {
    const [anna, ben] = movers(2, ['First one.', 'Second one.']) as [Mover, Mover];
    anna.format(0, 10, 'First', { bold: true });
    sync(anna, ben);
    anna.move(news, 0, outlook, 1);
    ben.format(6, 3, 'First', { bold: null });
    ben.text('First').insert(6, 'big ', { italic: true });
    sync(anna, ben);
    expect(anna.lines(outlook)).toEqual(['Outlook.', '[bold:First ][italic:big ]one[bold:.]']);
  });

  test('are not set again over what the colleague who moves it makes of them afterwards', () => {
    const [anna, ben] = movers(2, ['First one.', 'Second one.']) as [Mover, Mover];
    ben.format(0, 5, 'First', { bold: true });
    sync(anna, ben);
    anna.format(0, 5, 'First', { bold: null });
    sync(anna, ben);
    anna.move(news, 0, outlook, 1);
    sync(anna, ben);
    expect(anna.lines(outlook)).toEqual(['Outlook.', 'First one.']);
  });
});

test('what a colleague types in the empty line that makes room for a block stands below it', () => {
  const [anna, ben] = movers(2, ['First one.', 'Second one.'], ['']) as [Mover, Mover];
  anna.move(news, 0, outlook, 0);
  ben.text('').insert(0, '');
  const line = ben.section(outlook).get(0) as Y.XmlElement;
  (line.get(0) as Y.XmlText).insert(0, 'Hello');
  sync(anna, ben);
  expect(anna.lines(outlook)).toEqual(['First one.', 'Hello']);
  expect(ben.lines(outlook)).toEqual(['First one.', 'Hello']);
});

test('a block that three people move at once is there once, with the words of all, however they hear of it', () => {
  const acts = fc.array(
    fc.record({
      who: fc.nat(2),
      act: fc.constantFrom(
        'type' as const,
        'type' as const,
        'move' as const,
        'hear' as const,
        'hear' as const,
      ),
      from: fc.nat(2),
      at: fc.nat(20),
    }),
    { minLength: 4, maxLength: 24 },
  );
  fc.assert(
    fc.property(acts, (plan) => {
      const all = movers(3, ['First one.', 'Second one.']);
      const words = ['A', 'B', 'C'].map(() => [] as string[]);
      let count = 0;
      for (const { who, act, from, at } of plan) {
        const one = all[who] as Mover;
        const text = one.text('F');
        count += 1;
        if (act === 'type') {
          const word = String.fromCodePoint(0x6000 + count);
          const place = Math.min(text.length, 1 + at);
          text.insert(place, word);
          words[who]?.push(word);
        } else if (act === 'move') {
          const places = [news, outlook].flatMap((section) =>
            one.lines(section).flatMap((line, index) => (line.includes('F') ? [{ section, index }] : [])),
          );
          const [{ section, index } = { section: news, index: 0 }, ...copies] = places;
          // For a moment there may be two; nobody is so fast as to move one of them.
          if (copies.length > 0) continue;
          const to = at % 2 === 0 ? news : outlook;
          if (to === section && one.section(to).length === 1) continue;
          one.move(section, index, to, to === section ? (index === 0 ? one.section(to).length : 0) : 0);
        } else {
          const other = all[from] as Mover;
          one.hear(other);
        }
      }
      for (let round = 0; round < 6; round += 1)
        for (const one of all) for (const other of all) if (one !== other) one.hear(other);
      const [first, ...others] = all as [Mover, ...Mover[]];
      for (const other of others) expect(other.lines(news)).toEqual(first.lines(news));
      const lines = [...first.lines(news), ...first.lines(outlook)];
      const found = lines.filter((line) => line.includes('F'));
      expect(found, lines.join(' / ')).toHaveLength(1);
      for (const word of words.flat())
        expect(found[0]?.split(word), `${word} in ${lines.join(' / ')}`).toHaveLength(2);
      const rest = (found[0] ?? '').replace(/\p{Script=Han}/gu, '');
      expect(rest).toBe('First one.');
    }),
    { numRuns: 300, seed: 8, endOnFailure: true },
  );
});
