import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeCards } from './margin-layout.ts';

const cards = fc
  .array(
    fc.record({ wanted: fc.integer({ min: 0, max: 3000 }), height: fc.integer({ min: 30, max: 400 }) }),
    {
      minLength: 1,
      maxLength: 40,
    },
  )
  .map((list) => list.map((card, index) => ({ id: String(index), ...card })));

describe('cards in the margin', () => {
  test('never stand over each other, and keep the order of their passages', () => {
    fc.assert(
      fc.property(cards, fc.nat(40), (list, active) => {
        const places = placeCards(list, String(active));
        const sorted = [...list].sort((a, b) => a.wanted - b.wanted);
        for (const [index, card] of sorted.entries()) {
          const next = sorted[index + 1];
          if (!next) continue;
          const bottom = (places.get(card.id) ?? 0) + card.height;
          expect(places.get(next.id)).toBeGreaterThanOrEqual(bottom);
        }
      }),
    );
  });

  test('stand beside their passage when they are looked at, whatever is above them', () => {
    fc.assert(
      fc.property(cards, fc.nat(), (list, pick) => {
        const active = list[pick % list.length];
        if (active) expect(placeCards(list, active.id).get(active.id)).toBe(active.wanted);
      }),
    );
  });

  test('never stand above the floor: where those before find no room, all move down', () => {
    fc.assert(
      fc.property(cards, fc.nat(40), (list, active) => {
        const floor = 42;
        const low = list.map((card) => ({ ...card, wanted: Math.max(floor, card.wanted) }));
        for (const top of placeCards(low, String(active), floor).values())
          expect(top).toBeGreaterThanOrEqual(floor);
      }),
    );
  });
});
