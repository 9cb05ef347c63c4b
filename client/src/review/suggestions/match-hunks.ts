// Which suggestion a replacement in one's fork belongs to. A fork is compared anew after every key, and what comes out is
// the same suggestion as before where it stands at the same place of the text or of the fork.
import { newId, type SuggestionId } from '@galley/shared/ids.ts';
import type { Hunk } from '@galley/shared/review/suggestions/hunks.ts';

/** A replacement with the suggestion that it is. */
export interface OwnHunk extends Hunk {
  id: SuggestionId;
}

interface Range {
  from: number;
  to: number;
}

/** Where a suggestion stood, as far as that is still known: in the text, in the fork as it is now. */
export interface KnownPlace {
  id: SuggestionId;
  base: Range | null;
  fork: Range | null;
}

/** Gives each replacement the id of the suggestion that it goes on with, else a new one. Each id is given once. */
export function matchHunks(
  known: readonly KnownPlace[],
  hunks: readonly Hunk[],
  fresh: () => SuggestionId = newId,
): OwnHunk[] {
  const pairs = known.flatMap((place) =>
    hunks.flatMap((hunk) => {
      const nearness = nearnessOf(place, hunk);
      return nearness < 0 ? [] : [{ id: place.id, hunk, nearness }];
    }),
  );
  pairs.sort((a, b) => b.nearness - a.nearness);
  const given = new Map<Hunk, SuggestionId>();
  const taken = new Set<SuggestionId>();
  for (const { id, hunk } of pairs) {
    if (given.has(hunk) || taken.has(id)) continue;
    given.set(hunk, id);
    taken.add(id);
  }
  return hunks.map((hunk) => ({ ...hunk, id: given.get(hunk) ?? fresh() }));
}

/** How much they have in common, in characters; 0 where they only touch, less than that where they don't. */
function nearnessOf({ base, fork }: KnownPlace, hunk: Hunk): number {
  return Math.max(common(base, hunk), common(fork, { from: hunk.forkFrom, to: hunk.forkTo }));
}

function common(a: Range | null, b: Range): number {
  return a ? Math.min(a.to, b.to) - Math.max(a.from, b.from) : -1;
}
