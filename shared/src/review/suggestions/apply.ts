// Applying suggestions to a section's text, and keeping those that are still open in step with it.
import type { Node } from '@tiptap/pm/model';
import type { NodeJson } from '../../article/content.ts';
import { changeAt } from './change.ts';
import { mapped, overlaps, type Replacement } from './hunks.ts';
import { locate, type Range } from './place.ts';
import { replaced } from './replaced.ts';
import type { SectionChange } from './suggestion-change.ts';

/** The text with the changes that could be made. */
export interface Applied {
  doc: Node;
  /** For each change whether it is in the document: not where its place is gone or taken, or the result would not fit the schema. */
  done: boolean[];
  /** What was replaced by what, from the first to the last. */
  made: Replacement[];
}

/** Applies suggestions that were all made to this text. Of two that want the same place the first one has it. */
export function applyChanges(doc: Node, changes: readonly SectionChange[]): Applied {
  const done = changes.map(() => false);
  const placed: { index: number; range: Range }[] = [];
  changes.forEach((change, index) => {
    const range = locate(doc, change);
    if (range && !placed.some((other) => overlaps(other.range, range))) placed.push({ index, range });
  });
  // From the last to the first, so that the places of the others stay where they are. At one place the earlier goes first.
  placed.sort((a, b) => b.range.from - a.range.from || b.range.to - a.range.to || b.index - a.index);
  let result = doc;
  for (const { index, range } of placed) {
    const next = replaced(result, range.from, range.to, changes[index]?.after ?? []);
    if (!next) continue;
    result = next;
    done[index] = true;
  }
  const made: Replacement[] = [];
  let shift = 0;
  for (const { index, range } of placed.toReversed()) {
    if (!done[index]) continue;
    const { from, to } = range;
    const forkFrom = from + shift;
    const forkTo = forkFrom + sizeOf(doc, changes[index]?.after ?? []);
    made.push({ from, to, forkFrom, forkTo });
    shift += forkTo - forkFrom - (to - from);
  }
  return { doc: result, done, made };
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
  change: SectionChange,
): SectionChange {
  const range = locate(before, change);
  if (!range || made.some((other) => overlaps(other, range))) return change;
  const place = mapped(made, range);
  // Of an insertion at the very place of another the way back is not known; it stays in front.
  const now = changeAt(after, place, change.after);
  const at = locate(after, now);
  return at && at.from === place.from && at.to === place.to ? now : change;
}
