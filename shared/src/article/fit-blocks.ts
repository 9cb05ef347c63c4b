// What a section does not allow is turned into what it does: pasted, dropped and imported text keeps its words.
import type { BlockType } from './blocks.ts';
import type { NodeJson } from './content.ts';
import { allows } from './new-content.ts';
import { pictureTextsOf } from './picture-texts.ts';
import { plainText } from './plain-text.ts';
import type { SectionSpec } from './template.ts';

/**
 * The blocks as a section of this kind may hold them, in their order. A block that is not allowed becomes paragraphs,
 * or items of a list where there are only lists; a picture leaves its caption and credit, an embed its address, a
 * divider nothing. Blocks that come of this have no ids yet. Where the kind allows no text at all, paragraphs are made.
 */
export function fitBlocks(blocks: readonly NodeJson[], spec: Pick<SectionSpec, 'blocks'> | null): NodeJson[] {
  const result: NodeJson[] = [];
  const home = textHome(spec);
  for (const block of blocks) {
    if (allows(spec, block.type as BlockType)) result.push(block);
    else if (home === 'bulletList' || home === 'orderedList') pushItems(result, home, linesOf(block));
    else result.push(...linesOf(block).map((line) => textBlock(home, line, block.type)));
  }
  return result;
}

/** The lines of text in a block: each the inline content of one paragraph. Lines without text are left out. */
export function linesOf(block: NodeJson): NodeJson[][] {
  return allLines(block).filter((line) => line.length > 0);
}

const homes = ['paragraph', 'bulletList', 'orderedList', 'blockquote', 'pullQuote', 'heading'] as const;
type Home = (typeof homes)[number];

/** The block that text without a form of its own goes into in a section of this kind. */
export function textHome(spec: Pick<SectionSpec, 'blocks'> | null): Home {
  return homes.find((type) => allows(spec, type)) ?? 'paragraph';
}

function textBlock(home: Home, line: NodeJson[], from: string): NodeJson {
  if (home === 'blockquote') {
    return { type: 'blockquote', attrs: { source: '' }, content: [{ type: 'paragraph', content: line }] };
  }
  if (home === 'heading') return { type: 'heading', attrs: { level: 2 }, content: line };
  return { type: home, content: from === 'heading' ? line.map(bold) : line };
}

function pushItems(result: NodeJson[], type: 'bulletList' | 'orderedList', lines: NodeJson[][]): void {
  if (lines.length === 0) return;
  const items = lines.map((line) => ({
    type: 'listItem',
    content: [{ type: 'paragraph', content: line }],
  }));
  const last = result.at(-1);
  if (last?.type === type) {
    result[result.length - 1] = { ...last, content: [...(last.content ?? []), ...items] };
  } else {
    result.push({ type, content: items });
  }
}

function allLines(block: NodeJson): NodeJson[][] {
  const content = block.content ?? [];
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'pullQuote':
      return [content];
    case 'codeBlock':
      return plainText(content).split('\n').map(textLine);
    case 'tableRow':
      return [joined(content.flatMap((cell) => linesOf(cell)))];
    case 'figure': {
      const { caption, credit } = pictureTextsOf(block);
      return [caption, credit].map(textLine);
    }
    case 'embed': {
      const url = String(block.attrs?.url ?? '');
      return [[{ type: 'text', text: url, marks: [{ type: 'link', attrs: { href: url } }] }]];
    }
    default:
      return [...content.flatMap(allLines), textLine(block.attrs?.source)];
  }
}

function textLine(text: unknown): NodeJson[] {
  return typeof text === 'string' && text.trim() !== '' ? [{ type: 'text', text: text.trim() }] : [];
}

function joined(lines: NodeJson[][]): NodeJson[] {
  return lines.flatMap((line, index) => (index === 0 ? line : [{ type: 'text', text: ' | ' }, ...line]));
}

function bold(node: NodeJson): NodeJson {
  if (node.type !== 'text') return node;
  const marks = node.marks ?? [];
  // Code bears no other mark.
  return marks.some(({ type }) => type === 'bold' || type === 'code')
    ? node
    : { ...node, marks: [...marks, { type: 'bold' }] };
}
