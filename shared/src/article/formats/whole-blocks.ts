// Blocks as the formats write them. Two people who each take one of two lines out of a quote leave an empty quote behind,
// which editors clear away when they come by; an export may be asked for before.
import type { NodeJson } from '../content.ts';

/** The blocks without lists, items, quotes and tables that hold nothing; cells and items begin with a paragraph. */
export function wholeBlocks(blocks: readonly NodeJson[]): NodeJson[] {
  return blocks.flatMap((block) => {
    if (!block.content) return filled.has(block.type) ? [] : [block];
    const content = wholeBlocks(block.content);
    if (content.length === 0 && filled.has(block.type)) return [];
    return [{ ...block, content: begins(block, content) ? content : [{ type: 'paragraph' }, ...content] }];
  });
}

/** What says nothing without something in it. */
const filled: ReadonlySet<string> = new Set([
  'bulletList',
  'orderedList',
  'listItem',
  'blockquote',
  'table',
  'tableRow',
]);

function begins({ type }: NodeJson, content: readonly NodeJson[]): boolean {
  if (type === 'listItem') return content[0]?.type === 'paragraph';
  return content.length > 0 || (type !== 'tableCell' && type !== 'tableHeader');
}
