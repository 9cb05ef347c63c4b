// Which characters of a pasted passage are those that its source names by their places.
import type { CharacterSpan } from '@galley/shared/api/machine-made.ts';
import { type MachinePlaces, withoutBlanks } from '@galley/shared/article/formats/html-machine.ts';
import type { Node } from '@tiptap/pm/model';
import { standsApart } from '../../editor/copied-html.ts';
import { type characterRuns, spansBetween } from './character-runs.ts';

/**
 * The characters of these places between two positions; blanks and breaks count for nothing, nor does what is in pictures and
 * embeds. Null where the passage is not the text of its source, so that some place can't be found for certain: a person's words
 * could be taken for a machine's.
 */
export function spansOfParts(
  doc: Node,
  runs: NonNullable<ReturnType<typeof characterRuns>>,
  { from, to }: { from: number; to: number },
  source: MachinePlaces,
): CharacterSpan[] | null {
  const positions: number[] = [];
  let text = '';
  doc.nodesBetween(from, to, (node, start) => {
    if (standsApart(node)) return false;
    for (const [index, character] of [...(node.text ?? '').split('')].entries()) {
      const at = start + index;
      if (at < from || at >= to || withoutBlanks(character) === '') continue;
      positions.push(at);
      text += character;
    }
    return true;
  });
  const spans: CharacterSpan[] = [];
  for (const place of source.places) {
    const first = placeIn(text, place, source.text);
    if (first === null) return null;
    const [start, end] = [positions[first], positions[first + place.to - place.from - 1]];
    if (start === undefined || end === undefined) return null;
    spans.push(...spansBetween(runs, start, end + 1));
  }
  return spans;
}

/** Where a place of the source begins in the text that came of it; null where that isn't certain. */
function placeIn(text: string, { from, to }: { from: number; to: number }, source: string): number | null {
  // What was left out of the source, or put in, stands behind the place, or before it.
  if (text.startsWith(source.slice(0, to))) return from;
  const shift = text.length - source.length;
  const onward = source.slice(from);
  if (text.endsWith(onward)) {
    // The words before it show that it is this place, or that there is no other with the same words.
    const before = text.slice(0, Math.max(0, from + shift));
    const isThis = before === '' ? source.indexOf(onward) === from : source.slice(0, from).endsWith(before);
    if (isThis) return from + shift;
  }
  return shift === 0 && text.slice(from, to) === source.slice(from, to) ? from : null;
}
