// Applying suggestions to a region's text, and keeping those that are still open in step with it.
import type { Node } from '@tiptap/pm/model';
import type { NodeJson } from '../../article/content.ts';
import { changeAt, inverseOf } from './change.ts';
import { apart, mapped, type Replacement } from './hunks.ts';
import { asLine, replacedInLine } from './line.ts';
import { locate, type Placed, type Range } from './place.ts';
import { placesOf } from './places.ts';
import { replaced } from './replaced.ts';
import { type LineChange, maxQuotedLine, type SuggestionChange } from './suggestion-change.ts';

/** The text with the changes that could be made. */
export interface Applied {
  doc: Node;
  /** For each change whether it is in the document: not where its place is gone or taken, or the result would not fit the schema. */
  done: boolean[];
  /** What was replaced by what, from the first to the last. */
  made: Made[];
}

/** A replacement, with the number of the change that it belongs to. */
interface Made extends Replacement {
  index: number;
}

/** Applies suggestions that were all made to this text. Of two that want the same place the first one has it. */
export function applyChanges(doc: Node, changes: readonly SuggestionChange[]): Applied {
  const placed: (Placed & { index: number })[] = [];
  changes.forEach((change, index) => {
    const places = placesOf(doc, change);
    const free = places && apartFrom(doc, places, placed);
    if (free) placed.push(...free.map((place) => ({ ...place, index })));
  });
  const done = changes.map((_change, index) => placed.some((place) => place.index === index));
  // From the last to the first, so that the places of the others stay where they are. At one place the earlier goes first.
  placed.sort((a, b) => b.from - a.from || b.to - a.to || b.index - a.index);
  let result = doc;
  for (const { index, from, to, after } of placed) {
    const next = replaced(result, from, to, after);
    if (next) result = next;
    // Only a section's change, which has one place, can be more than its place takes.
    else done[index] = false;
  }
  const made: Made[] = [];
  let shift = 0;
  for (const { index, from, to, after } of placed.toReversed()) {
    if (!done[index]) continue;
    const forkFrom = from + shift;
    const forkTo = forkFrom + sizeOf(doc, after);
    made.push({ index, from, to, forkFrom, forkTo });
    shift += forkTo - forkFrom - (to - from);
  }
  return { doc: result, done, made };
}

/** What of these places the others leave free; null where one of them meets another, or both would fill the same empty text. */
function apartFrom(doc: Node, places: readonly Placed[], others: readonly Range[]): Placed[] | null {
  const free: Placed[] = [];
  for (const place of places) {
    let left: Range | null = place;
    for (const other of others) left = left && !fillSame(doc, left, other) ? apart(doc, left, other) : null;
    if (!left) return null;
    free.push({ ...place, ...left });
  }
  return free;
}

function fillSame(doc: Node, a: Range, b: Range): boolean {
  if (a.from !== b.from || a.to !== a.from || b.to !== b.from) return false;
  const { parent } = doc.resolve(a.from);
  return parent.isTextblock && parent.content.size === 0;
}

function sizeOf({ type }: Node, content: readonly NodeJson[]): number {
  return content.reduce((size, json) => size + type.schema.nodeFromJSON(json).nodeSize, 0);
}

/**
 * An open suggestion's words for the text as other suggestions have made it: where it stood before and none of them touched
 * its place, it quotes what stands around it now. Else it stays as it is.
 */
export function requote(
  before: Node,
  { doc: after, made }: Pick<Applied, 'doc' | 'made'>,
  change: SuggestionChange,
): SuggestionChange {
  const places = placesOf(before, change);
  const free = places && apartFrom(before, places, made);
  if (!free) return change;
  const [place, ...more] = free.map((one): Placed => ({ ...one, ...mapped(made, one) }));
  if (!place) return change;
  if (change.type === 'line')
    return quotedLine(change, after.textContent, replacedInLine(after.textContent, [place, ...more]));
  // Of an insertion at the very place of another the way back is not known; it stays in front.
  const now = changeAt(after, place, change.after);
  const at = locate(after, now);
  return at && at.from === place.from && at.to === place.to ? now : change;
}

/** A change as it was made: it quotes what was there, and what came quotes what stands around it now, so that it can be undone. */
export function asMade(
  before: Node,
  { doc: after, made }: Pick<Applied, 'doc' | 'made'>,
  index: number,
  change: SuggestionChange,
): SuggestionChange {
  const [own, ...more] = made.filter((one) => one.index === index);
  if (!own) return change;
  if (change.type !== 'line')
    return inverseOf(changeAt(after, { from: own.forkFrom, to: own.forkTo }, change.before));
  const back = [own, ...more].map(({ from, to, forkFrom, forkTo }): Placed => {
    const text = before.textBetween(from, to);
    return { from: forkFrom, to: forkTo, after: [{ type: 'text', text }] };
  });
  return quotedLine(change, replacedInLine(after.textContent, back), after.textContent);
}

function quotedLine(change: LineChange, from: string, to: string): LineChange {
  const [before, after] = [asLine(from), asLine(to)];
  return before === after || before.length > maxQuotedLine ? change : { ...change, before, after };
}
