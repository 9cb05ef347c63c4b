// Which characters of a pasted passage are those that its source names by their text.
import type { CharacterSpan } from '@galley/shared/api/machine-made.ts';
import type { Node } from '@tiptap/pm/model';
import { type characterRuns, spansBetween } from './character-runs.ts';

/** The characters of these texts between two positions, one after the other; blanks and breaks count for nothing. */
export function spansOfParts(
  doc: Node,
  runs: NonNullable<ReturnType<typeof characterRuns>>,
  { from, to }: { from: number; to: number },
  parts: readonly string[],
): CharacterSpan[] {
  const places: number[] = [];
  let text = '';
  doc.nodesBetween(from, to, (node, start) => {
    for (const [index, character] of [...(node.text ?? '').split('')].entries()) {
      const at = start + index;
      if (at < from || at >= to || /\s/.test(character)) continue;
      places.push(at);
      text += character;
    }
  });
  let next = 0;
  return parts.flatMap((part) => {
    const wanted = part.replace(/\s+/g, '');
    const index = text.indexOf(wanted, next);
    const [start, end] = [places[index], places[index + wanted.length - 1]];
    if (index === -1 || start === undefined || end === undefined) return [];
    next = index + wanted.length;
    return spansBetween(runs, start, end + 1);
  });
}
