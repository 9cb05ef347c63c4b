// The article's blocks of words as the checks look at them, and the way from a hint back to its place in an editor.
import type { CheckedBlock, Hint } from '@galley/shared/checks/checks.ts';
import type { Node } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import type { DeskEditor } from '../editor/desk-editor.ts';
import { textOfRegion } from '../editor/region-text.ts';

/** The blocks of headline, dek and sections, in this order; those of code are left out. */
export function checkedBlocks(
  doc: Y.Doc,
  desk: DeskEditor,
  places: readonly CheckedBlock['place'][],
): CheckedBlock[] {
  return places.flatMap((place) => {
    const text = textOfRegion(doc, desk, place);
    return text ? textBlocks(text).map(({ kind, text: words }) => ({ place, kind, text: words })) : [];
  });
}

/** Where a hint's words stand in its region by now: in the block that was looked at, else where they first stand. */
export function placeOfHint(
  doc: Node,
  hint: Pick<Hint, 'from' | 'quote'>,
  blockInRegion: number,
): { from: number; to: number } | null {
  const blocks = textBlocks(doc);
  const [own] = blocks.slice(blockInRegion, blockInRegion + 1);
  const stands = own?.text.slice(hint.from, hint.from + hint.quote.length) === hint.quote;
  const block = stands ? own : blocks.find(({ text }) => text.includes(hint.quote));
  if (!block) return null;
  const from = block.start + (stands ? hint.from : block.text.indexOf(hint.quote));
  return { from, to: from + hint.quote.length };
}

interface TextBlock extends Omit<CheckedBlock, 'place'> {
  /** The position of its first letter. */
  start: number;
}

function textBlocks(doc: Node): TextBlock[] {
  const blocks: TextBlock[] = [];
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    if (!node.type.spec.code)
      blocks.push({ kind: kindOf(node.type.name), text: wordsOf(node), start: position + 1 });
    return false;
  });
  return blocks;
}

function kindOf(name: string): CheckedBlock['kind'] {
  if (name === 'heading') return 'heading';
  return name === 'line' || name.startsWith('figure') ? 'line' : 'text';
}

/** A sign for each place, so that offsets are positions; code says nothing. */
function wordsOf(block: Node): string {
  let text = '';
  block.forEach((child) => {
    if (child.type.name === 'hardBreak') text += '\n';
    else if (child.isText && !child.marks.some(({ type }) => type.name === 'code')) text += child.text;
    else text += '\ufffc'.repeat(child.nodeSize);
  });
  return text;
}
