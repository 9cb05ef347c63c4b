// Where a position of a text lies after somebody else has changed the text: behind the character that it stood behind.
import type { Change, Run, TextBlock } from './text-blocks.ts';

/** The neighbor that a position stays with: the character before it (-1) or behind it (1). */
export type Side = -1 | 1;

/** How many characters to each side of a position tell it from others. */
const reach = 60;

/** A place in a block's text. */
interface Place {
  block: TextBlock;
  offset: number;
}

/**
 * The position after the change of what was at `position` before it; null where it was in no text.
 *
 * The characters of the shared text tell it as long as they are there. But a block that is split, joined, moved or
 * becomes another kind is partly deleted and written anew, and sometimes one block's characters become those of its
 * neighbor. So there are several candidates, and the one with the most of the old words around it is taken.
 */
export function followPosition(change: Change, position: number, side: Side = -1): number | null {
  const block = change.before.find(({ start, text }) => position >= start && position <= start + text.length);
  if (!block) return null;
  const from: Place = { block, offset: position - block.start };
  const kept = byCharacters(change, from, side);
  const candidates = [
    scored(from, kept),
    byNewText(change, from, side),
    scored(from, byId(change, from, kept)),
  ];
  // Where two are equal the first one stays.
  const [best] = candidates.filter((one) => one !== null).sort((a, b) => b.score - a.score);
  const place = best?.place ?? byNeighbors(change, from);
  return place && place.block.start + place.offset;
}

/** A place that may be the right one; the higher the score, the more of the old words stand around it. */
interface Candidate {
  place: Place;
  score: number;
}

function scored(from: Place, place: Place | null): Candidate | null {
  return place && { place, score: likeness(from, place) };
}

/** At the neighboring characters, or at the nearest of the block that are still in the text. */
function byCharacters({ after }: Change, { block, offset }: Place, side: Side): Place | null {
  const before = lastKept(block, offset);
  const behind = firstKept(block, offset);
  const touching = [before?.offset === offset - 1 ? before : null, behind?.offset === offset ? behind : null];
  const [first, second] = side === -1 ? touching : touching.reverse();
  const neighbor = first ?? second ?? (side === -1 ? (before ?? behind) : (behind ?? before));
  if (!neighbor) return byElement(after, block);
  const place = placeOf(after, neighbor.run, neighbor.within);
  if (!place) return null;
  if (neighbor === before) return { ...place, offset: place.offset + 1 };
  // At the start of its block the caret stays there, whatever is typed before the first word.
  const atStart = offset === 0 && side === -1 && place.block.element === block.element;
  return atStart && !lastKept(place.block, place.offset) ? { ...place, offset: 0 } : place;
}

interface Neighbor {
  offset: number;
  run: Run;
  within: number;
}

function lastKept({ runs }: TextBlock, end: number): Neighbor | null {
  let at = 0;
  let last: Neighbor | null = null;
  for (const run of runs) {
    if (at >= end) break;
    const within = Math.min(run.length, end - at) - 1;
    if (run.kept) last = { offset: at + within, run, within };
    at += run.length;
  }
  return last;
}

function firstKept({ runs }: TextBlock, start: number): Neighbor | null {
  let at = 0;
  for (const run of runs) {
    const within = Math.max(0, start - at);
    if (run.kept && within < run.length) return { offset: at + within, run, within };
    at += run.length;
  }
  return null;
}

/** Where a character of a run stands, by its number in the run. */
function placeOf(blocks: readonly TextBlock[], { client, clock }: Run, within: number): Place | null {
  const wanted = clock + within;
  for (const block of blocks) {
    let at = 0;
    for (const run of block.runs) {
      if (run.client === client && wanted >= run.clock && wanted < run.clock + run.length)
        return { block, offset: at + wanted - run.clock };
      at += run.length;
    }
  }
  return null;
}

function byElement(blocks: readonly TextBlock[], { element }: TextBlock): Place | null {
  const block = element === null ? undefined : blocks.find((one) => one.element === element);
  return block ? { block, offset: 0 } : null;
}

/** In text that the change brought, where the neighbor of the position is not there anymore. */
function byNewText({ after }: Change, from: Place, side: Side): Candidate | null {
  const last = from.block.text.length - 1;
  const neighbor = side === -1 ? Math.max(0, from.offset - 1) : Math.min(from.offset, last);
  const gone = passagesOf(from.block).find(
    ({ start, text }) => neighbor >= start && neighbor < start + text.length,
  );
  if (!gone) return null;
  let best: Candidate | null = null;
  for (const block of after) {
    for (const { start, text } of passagesOf(block)) {
      for (let offset = start; offset <= start + text.length; offset += 1) {
        const place = { block, offset };
        // The whole of it stands here anew: that tells one "la la" from another.
        const whole =
          text === gone.text && offset - start === from.offset - gone.start ? wholeAgain * text.length : 0;
        const score = likeness(from, place) + whole;
        if (score >= Math.min(enough, gone.text.length) && score > (best?.score ?? 0))
          best = { place, score };
      }
    }
  }
  return best;
}

/** How many characters must be found again, for text elsewhere to be the same; all where there are fewer. */
const enough = 8;

/** What each character counts more, where all that was deleted is there anew. */
const wholeAgain = 3;

interface Passage {
  start: number;
  text: string;
}

/** Passages of characters that stand on one side of the change only. */
function passagesOf({ runs, text }: TextBlock): Passage[] {
  if (runs.length === 0) return text === '' ? [] : [{ start: 0, text }];
  const passages: Passage[] = [];
  let at = 0;
  let open: number | null = null;
  for (const run of runs) {
    if (run.kept && open !== null) {
      passages.push({ start: open, text: text.slice(open, at) });
      open = null;
    }
    if (!run.kept) open ??= at;
    at += run.length;
  }
  if (open !== null) passages.push({ start: open, text: text.slice(open) });
  return passages;
}

/** In the block of the same id, where the characters lead to another one. */
function byId({ after }: Change, from: Place, kept: Place | null): Place | null {
  const { id } = from.block;
  if (id === null || id === undefined || kept?.block.id === id) return null;
  const [block, ...others] = after.filter((one) => one.id === id);
  if (!block || others.length > 0) return null;
  const places = Array.from({ length: block.text.length + 1 }, (_, offset) => ({ block, offset }));
  return places.reduce((best, place) => (likeness(from, place) > likeness(from, best) ? place : best));
}

/** How many characters are the same on both sides of two places; where a block begins and ends counts as one. */
function likeness(a: Place, b: Place): number {
  let before = 0;
  while (before < reach && charAt(a, -1 - before) === charAt(b, -1 - before)) {
    before += 1;
    if (charAt(a, -before) === edge) break;
  }
  let behind = 0;
  while (behind < reach && charAt(a, behind) === charAt(b, behind)) {
    behind += 1;
    if (charAt(a, behind - 1) === edge) break;
  }
  return before + behind;
}

const edge = '\n\n';

function charAt({ block, offset }: Place, by: number): string {
  return block.text[offset + by] ?? edge;
}

/** Where the block is gone: at the end of the nearest one before it that is still there, or else at the next one's start. */
function byNeighbors({ before, after }: Change, { block }: Place): Place | null {
  const index = before.indexOf(block);
  for (let at = index - 1; at >= 0; at -= 1) {
    const one = before[at];
    const last = one && lastKept(one, one.text.length);
    const place = last ? placeOf(after, last.run, last.within) : one ? byElement(after, one) : null;
    if (place) return { ...place, offset: place.offset + (last ? 1 : 0) };
  }
  for (const one of before.slice(index + 1)) {
    const first = firstKept(one, 0);
    const place = first ? placeOf(after, first.run, first.within) : byElement(after, one);
    if (place) return { ...place, offset: 0 };
  }
  return null;
}
