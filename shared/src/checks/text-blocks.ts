// The blocks of words in a text, as the checks look at them: each letter stands for one position.
import type { Node } from '@tiptap/pm/model';
import type { CheckedBlock } from './checks.ts';

/** A block of words in a document of the editor. */
export interface TextBlock extends Omit<CheckedBlock, 'place'> {
  /** The position of its first letter in the document. */
  start: number;
}

/** The document's blocks of words in their order; those of code are left out. */
export function textBlocks(doc: Node): TextBlock[] {
  return blocksIn(doc, 0, false);
}

/** `start` is the position of the parent's first child. */
function blocksIn(parent: Node, start: number, inTable: boolean): TextBlock[] {
  const blocks: TextBlock[] = [];
  parent.forEach((node, offset) => {
    const first = start + offset + 1;
    const { name } = node.type;
    if (!node.isTextblock) blocks.push(...blocksIn(node, first, inTable || name === 'table'));
    else if (!node.type.spec.code)
      blocks.push({ kind: inTable ? 'cell' : kindOf(name), text: wordsOf(node), start: first });
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
