// Items in a row, each with its depth, as lists within lists.
import type { NodeJson } from '../content.ts';

export interface Item {
  /** `more` is a further paragraph of the last item that is as deep. */
  is: 'bullet' | 'numbered' | 'more';
  depth: number;
  /** Which number a numbered item has where it is known; a list goes on as long as they count up. */
  number: number | null;
  inline: NodeJson[];
}

/** The lists that the items make: a deeper item goes into the one before, and a change of signs begins a new list. */
export function listsOf(items: readonly Item[]): NodeJson[] {
  const lists: NodeJson[] = [];
  let open: { list: NodeJson; depth: number; next: number }[] = [];
  for (const { is, depth, number, inline } of items) {
    const text: NodeJson = { type: 'paragraph', content: inline };
    if (is === 'more') {
      open = open.filter((one) => one.depth <= depth);
      (open.at(-1)?.list.content?.at(-1)?.content ?? lists).push(text);
      continue;
    }
    const type = is === 'bullet' ? 'bulletList' : 'orderedList';
    open = open.filter((one) => {
      if (one.depth !== depth) return one.depth < depth;
      return one.list.type === type && (is === 'bullet' || number === null || number === one.next);
    });
    const item: NodeJson = { type: 'listItem', content: [text] };
    const last = open.at(-1);
    if (last?.depth === depth) {
      last.list.content?.push(item);
      last.next += 1;
      continue;
    }
    const start = number ?? 1;
    const list: NodeJson =
      is === 'bullet' ? { type, content: [item] } : { type, attrs: { start }, content: [item] };
    const parent = last?.list.content?.at(-1);
    if (parent) parent.content?.push(list);
    else lists.push(list);
    open.push({ list, depth, next: start + 1 });
  }
  return lists;
}
