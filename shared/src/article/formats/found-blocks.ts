// What a list's item, a quote or a table's cell may hold: paragraphs and lists.
import type { NodeJson } from '../content.ts';
import type { Found, FoundLine } from './found.ts';
import { type Item, listsOf } from './nested-lists.ts';

/** The found lines as paragraphs and lists, or null where something else is among them. */
export function textBlocks(found: readonly Found[]): NodeJson[] | null {
  const blocks: NodeJson[] = [];
  let items: Item[] = [];
  const endList = () => {
    blocks.push(...listsOf(items));
    items = [];
  };
  for (const one of found) {
    if (isItem(one)) {
      items.push({ is: one.form.is, depth: one.form.depth, inline: one.inline });
      continue;
    }
    endList();
    if (one.type === 'line' && one.form.is !== 'quote')
      blocks.push({ type: 'paragraph', content: one.inline });
    else if (one.type === 'block' && isList(one.block)) blocks.push(one.block);
    else return null;
  }
  endList();
  return blocks;
}

type FoundItem = FoundLine & { form: { is: 'bullet' | 'numbered'; depth: number } };

export function isItem(found: Found): found is FoundItem {
  return found.type === 'line' && (found.form.is === 'bullet' || found.form.is === 'numbered');
}

function isList({ type }: NodeJson): boolean {
  return type === 'bulletList' || type === 'orderedList';
}
