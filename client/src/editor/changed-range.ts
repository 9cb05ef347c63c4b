// Where a transaction changed a text.
import type { Transaction } from '@tiptap/pm/state';

/** What a transaction has put in, as it stands then; null for nothing. */
export function changedRange(tr: Transaction): { from: number; to: number } | null {
  let from = Number.POSITIVE_INFINITY;
  let to = 0;
  tr.mapping.maps.forEach((map, index) => {
    map.forEach((_start, _end, newStart, newEnd) => {
      const after = tr.mapping.slice(index + 1);
      from = Math.min(from, after.map(newStart, -1));
      to = Math.max(to, after.map(newEnd, 1));
    });
  });
  return from > to ? null : { from, to };
}
