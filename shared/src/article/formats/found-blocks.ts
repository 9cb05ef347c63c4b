// What a list's item, a quote or a table's cell may hold: paragraphs and lists.
import type { NodeJson } from '../content.ts';
import type { Found, FoundLine } from './found.ts';
import { type Item, listsOf } from './nested-lists.ts';

/** The found lines as paragraphs and lists, or null where something else is among them. */
export function textBlocks(found: readonly Found[]): NodeJson[] | null {
  return withLists(found, (one) => {
    if (one.type === 'line' && one.form.is !== 'quote') return [{ type: 'paragraph', content: one.inline }];
    return one.type === 'block' && isList(one.block) ? [one.block] : null;
  });
}

/** What was found as blocks: items that follow one another are lists, `blocksOf` says what all else is. Null where it gives null. */
export function withLists(
  found: readonly Found[],
  blocksOf: (one: Found) => readonly NodeJson[] | null,
): NodeJson[] | null {
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
    const made = blocksOf(one);
    if (made === null) return null;
    blocks.push(...made);
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

/** Whether it is an item of a list. */
export function isItem(found: Found): found is FoundItem {
  return found.type === 'line' && (found.form.is === 'bullet' || found.form.is === 'numbered');
}

function isList({ type }: NodeJson): boolean {
  return type === 'bulletList' || type === 'orderedList';
}
