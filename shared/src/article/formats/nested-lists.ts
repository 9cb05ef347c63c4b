// Items in a row, each with its depth, as lists within lists.
import type { NodeJson } from '../content.ts';
import type { ListType } from '../list-type.ts';

/** A paragraph of a list, as files have them: one after the other, each with its depth. */
export interface Item {
  /** `more` is a further paragraph of the last item that is as deep. */
  is: 'bullet' | 'numbered' | 'more';
  depth: number;
  /** Which number a numbered item has where it is known; a list goes on as long as they count up. */
  number: number | null;
  /** Of numbered items: in what they count. */
  type: ListType | null;
  inline: NodeJson[];
}

/** The lists that the items make: a deeper item goes into the one before, and a change of signs begins a new list. */
export function listsOf(items: readonly Item[]): NodeJson[] {
  const lists: NodeJson[] = [];
  let open: { list: NodeJson; depth: number; next: number; listType: ListType | null }[] = [];
  for (const { is, depth, number, type: listType, inline } of items) {
    const text: NodeJson = { type: 'paragraph', content: inline };
    if (is === 'more') {
      open = open.filter((one) => one.depth <= depth);
      (open.at(-1)?.list.content?.at(-1)?.content ?? lists).push(text);
      continue;
    }
    const type = is === 'bullet' ? 'bulletList' : 'orderedList';
    open = open.filter((one) => {
      if (one.depth !== depth) return one.depth < depth;
      if (one.list.type !== type) return false;
      // An item that only goes on counts as its list does.
      if (is === 'bullet' || number === null) return true;
      return number === one.next && listType === one.listType;
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
      is === 'bullet'
        ? { type, content: [item] }
        : { type, attrs: orderedAttributes(start, listType), content: [item] };
    const parent = last?.list.content?.at(-1);
    if (parent) parent.content?.push(list);
    else lists.push(list);
    open.push({ list, depth, next: start + 1, listType });
  }
  return lists;
}

/** The attributes of a numbered list; one that counts in numbers says nothing of it, as lists always did. */
export function orderedAttributes(start: number, type: ListType | null): Record<string, unknown> {
  return { start, ...(type === null ? {} : { type }) };
}
