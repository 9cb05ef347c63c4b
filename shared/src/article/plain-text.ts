// The words of blocks, as text: for counting, searching and comparing.
import type { NodeJson } from './content.ts';
import { pictureTextsOf } from './picture-texts.ts';

/** The text of a node, a line for each block in it. An image's caption and a quote's source count as text. */
export function plainText(nodes: readonly NodeJson[]): string {
  return nodes
    .map(textOf)
    .filter((text) => text !== '')
    .join('\n');
}

/** Whether blocks have anything for readers: words, a picture, an embed. */
export function holdsSomething(blocks: readonly NodeJson[]): boolean {
  return plainText(blocks).trim() !== '' || blocks.some((block) => nonText.has(block.type));
}

const nonText: ReadonlySet<string> = new Set(['figure', 'embed']);

function textOf(node: NodeJson): string {
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  if (node.type === 'figure') {
    const { caption, credit } = pictureTextsOf(node);
    return [caption, credit].filter(isText).join('\n');
  }
  const content = node.content ?? [];
  const inline = content.some((child) => child.type === 'text' || child.type === 'hardBreak');
  const inner = inline ? content.map(textOf).join('') : plainText(content);
  return [inner, node.attrs?.source].filter(isText).join('\n');
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
