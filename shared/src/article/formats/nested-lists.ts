// Items in a row, each with its depth, as lists within lists.
import type { NodeJson } from '../content.ts';

export interface Item {
  is: 'bullet' | 'numbered';
  depth: number;
  inline: NodeJson[];
}

/** The lists that the items make: a deeper item goes into the one before, and a change of signs begins a new list. */
export function listsOf(items: readonly Item[]): NodeJson[] {
  const lists: NodeJson[] = [];
  let open: { list: NodeJson; depth: number }[] = [];
  for (const { is, depth, inline } of items) {
    const type = is === 'bullet' ? 'bulletList' : 'orderedList';
    open = open.filter((one) => one.depth < depth || (one.depth === depth && one.list.type === type));
    const item: NodeJson = { type: 'listItem', content: [{ type: 'paragraph', content: inline }] };
    const last = open.at(-1);
    if (last?.depth === depth) {
      last.list.content?.push(item);
      continue;
    }
    const list: NodeJson = { type, content: [item] };
    const parent = last?.list.content?.at(-1);
    if (parent) parent.content?.push(list);
    else lists.push(list);
    open.push({ list, depth });
  }
  return lists;
}
