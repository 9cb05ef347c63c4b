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
      items.push(itemOf(one));
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

type FoundItem = FoundLine & { form: Extract<FoundLine['form'], { is: 'bullet' | 'numbered' }> };

/** A found item on its way into lists. */
export function itemOf({ form, inline }: FoundItem): Item {
  const { is, depth } = form;
  if (form.is === 'bullet') return { is, depth, number: null, type: null, inline };
  return { is, depth, number: form.number, type: form.type ?? null, inline };
}

export function isItem(found: Found): found is FoundItem {
  return found.type === 'line' && (found.form.is === 'bullet' || found.form.is === 'numbered');
}

function isList({ type }: NodeJson): boolean {
  return type === 'bulletList' || type === 'orderedList';
}
