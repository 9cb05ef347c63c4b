// Where the characters of a text stand in its editor, and as which characters they stand in the document: the server names
// marked words by Yjs client ids and clocks, an editor by positions.
import type { CharacterSpan } from '@galley/shared/api/machine-made.ts';
import { stringsIn } from '@galley/shared/yjs/items.ts';
import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';

/** Characters that follow one another, in the document and in the editor. */
interface CharacterRun {
  client: number;
  clock: number;
  length: number;
  /** Where the first one stands in the editor. */
  from: number;
}

/** All characters of a text, in their order; null while the editor does not show what the document holds. */
export function characterRuns(fragment: Y.XmlFragment, doc: Node): CharacterRun[] | null {
  const { nodes } = doc.type.schema;
  const runs: CharacterRun[] = [];
  let text = '';
  const walk = (parent: Y.XmlFragment | Y.XmlElement, start: number): number => {
    let at = start;
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlText)
        for (const { id, length, text: words } of stringsIn(child)) {
          runs.push({ client: id.client, clock: id.clock, length, from: at });
          text += words;
          at += length;
        }
      else if (child instanceof Y.XmlElement)
        at = nodes[child.nodeName]?.isLeaf ? at + 1 : walk(child, at + 1) + 1;
    }
    return at;
  };
  // While somebody suggests, other words of the same length may stand there.
  const isShown = walk(fragment, 0) === doc.content.size && text === doc.textBetween(0, doc.content.size);
  return isShown ? runs : null;
}

/** The characters that stand between two positions of the editor. */
export function spansBetween(runs: readonly CharacterRun[], from: number, to: number): CharacterSpan[] {
  return runs.flatMap((run): CharacterSpan[] => {
    const [start, end] = [Math.max(from, run.from), Math.min(to, run.from + run.length)];
    return start < end ? [[run.client, run.clock + (start - run.from), end - start]] : [];
  });
}

/** Where in the editor these characters stand: ranges of positions, in the order of the text. */
export function rangesOf(
  runs: readonly CharacterRun[],
  [client, clock, length]: CharacterSpan,
): { from: number; to: number }[] {
  return runs.flatMap((run) => {
    if (run.client !== client) return [];
    const [start, end] = [Math.max(clock, run.clock), Math.min(clock + length, run.clock + run.length)];
    return start < end ? [{ from: run.from + start - run.clock, to: run.from + end - run.clock }] : [];
  });
}

/** Whether all of these characters are among others. */
export function isWithin(spans: readonly CharacterSpan[], others: readonly CharacterSpan[]): boolean {
  return spans.every(([client, clock, length]) => {
    const common = others.reduce((sum, [its, from, count]) => {
      if (its !== client) return sum;
      return sum + Math.max(0, Math.min(clock + length, from + count) - Math.max(clock, from));
    }, 0);
    return common === length;
  });
}
