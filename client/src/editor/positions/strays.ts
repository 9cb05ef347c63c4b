// What a person has just typed into words that somebody else was moving: whoever splits, joins or moves a block, or makes
// it another kind, deletes its text and writes it anew elsewhere, and does not know yet what was typed into it meanwhile.
// So that stays behind alone, or goes with the old block. This finds it, and the place that it belongs to.
import { byId, byNewText, type Candidate, type Place, placeOf } from './follow.ts';
import type { Change, Run, TextBlock } from './text-blocks.ts';

/** Typed text that others' change has parted from the words that it was typed behind. */
export interface Stray {
  /** Where it stood before the change. */
  before: { from: number; to: number };
  /** Where it stands after it; null where it was deleted with its block. */
  now: number | null;
  /** The position after the change where it belongs. */
  target: number;
}

/**
 * The strays of one change, among the runs that are this person's own. `isUnseen` says whether others may
 * not have seen them yet: the deletion of unseen ones did not mean them.
 */
export function straysOf(
  change: Change,
  isOwn: (run: Run) => boolean,
  isUnseen: (run: Run) => boolean,
): Stray[] {
  return change.before.flatMap((block) =>
    ownPassages(block, isOwn, isUnseen).flatMap((own) => {
      const stray = own.first.kept || own.unseen ? strayOf(change, block, own) : null;
      return stray ? [stray] : [];
    }),
  );
}

interface OwnPassage {
  from: number;
  to: number;
  first: Run;
  unseen: boolean;
}

/** Own characters side by side, either all still there or all gone, and either all unseen or none. */
function ownPassages(
  { runs }: TextBlock,
  isOwn: (run: Run) => boolean,
  isUnseen: (run: Run) => boolean,
): OwnPassage[] {
  const passages: OwnPassage[] = [];
  let at = 0;
  for (const run of runs) {
    const last = passages.at(-1);
    const to = at + run.length;
    if (isOwn(run)) {
      const unseen = isUnseen(run);
      const goesOn = last?.to === at && last.first.kept === run.kept && last.unseen === unseen;
      if (last && goesOn) last.to = to;
      else passages.push({ from: at, to, first: run, unseen });
    }
    at = to;
  }
  return passages;
}

function strayOf(change: Change, block: TextBlock, { from, to, first, unseen }: OwnPassage): Stray | null {
  const without = cut(block, from, to);
  const place: Place = { block: without, offset: from };
  const before = { from: block.start + from, to: block.start + to };
  if (first.kept) {
    const belongs = byNewText(change, place, -1)?.place;
    const stands = placeOf(change.after, first, 0);
    if (!belongs || !stands || stands.block === belongs.block) return null;
    // Both its neighbors must be there. That its block ends behind it tells little: whoever moves the words before it may
    // mean them alone.
    const isBetween = from > 0 && isSameAt(place, belongs, -1) && isSameAt(place, belongs, 0);
    if (!isBetween || (from === without.text.length && !unseen)) return null;
    return { before, now: stands.block.start + stands.offset, target: belongs.block.start + belongs.offset };
  }
  const belongs =
    byNewText(change, place, -1) ?? (without.text === '' ? asCandidate(byId(change, place, null)) : null);
  // Where the new text has it too, it was known to whoever wrote that.
  const known = byNewText(change, { block, offset: to }, -1);
  if (!belongs || (known && known.score >= belongs.score)) return null;
  return { before, now: null, target: belongs.place.block.start + belongs.place.offset };
}

function isSameAt(a: Place, b: Place, by: number): boolean {
  return a.block.text[a.offset + by] === b.block.text[b.offset + by];
}

/** The block as it would be without a passage of it. */
function cut(block: TextBlock, from: number, to: number): TextBlock {
  const runs: Run[] = [];
  let at = 0;
  for (const run of block.runs) {
    // The bounds of a passage are bounds of runs.
    if (at < from || at >= to) runs.push(run);
    at += run.length;
  }
  return { ...block, text: block.text.slice(0, from) + block.text.slice(to), runs };
}

function asCandidate(place: Place | null): Candidate | null {
  return place && { place, score: 0 };
}
