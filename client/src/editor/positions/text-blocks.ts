// The blocks of text of an editor, with the characters of the shared text (Yjs) that each of them shows.
import { isCorrected } from '@galley/shared/concurrent/corrections.ts';
import { type AnyType, type Holder, itemOf, itemsOf, typeIn } from '@galley/shared/yjs/items.ts';
import { followRedone, keyOf } from '@galley/shared/yjs/spans.ts';
import { broughtBackAs, isNewIn } from '@galley/shared/yjs/structs.ts';
import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';

/** Consecutive characters of one shared text: `length` of them from `clock` on, made by the client. */
export interface Run {
  client: number;
  clock: number;
  length: number;
  /** Whether they stand in the text both before and after the change. */
  kept: boolean;
}

/** A paragraph, heading, line, cell's paragraph, code: whatever holds text directly. */
export interface TextBlock {
  /** The position right before its first character. */
  start: number;
  /** One character a position; what is not text is U+FFFC. */
  text: string;
  /** What the block is known by, if it has an id. */
  id: unknown;
  /** Which characters of the shared text it shows; empty where that is not known. */
  runs: readonly Run[];
  /** The element of the shared text that it is; null where that is not known. */
  element: string | null;
}

/** The blocks of text before and after one change. */
export interface Change {
  before: readonly TextBlock[];
  after: readonly TextBlock[];
}

/**
 * What one transaction of the shared text did to the blocks of one editor. To be called before the transaction ends:
 * afterwards the deleted characters are gone.
 */
export function changeOf(
  transaction: Y.Transaction,
  fragment: Y.XmlFragment,
  before: Node,
  after: Node,
): Change {
  const isNew = (item: Y.Item) => isNewIn(transaction, item);
  const wasThere = (item: Y.Item) =>
    !isNew(item) &&
    (!item.deleted || Y.isDeleted(transaction.deleteSet, item.id) || isCorrected(transaction, item));
  const isThere = (item: Y.Item) => !item.deleted;
  const kept = (item: Y.Item) => !item.deleted && !isNew(item);
  return {
    before: withRuns(before, fragment, wasThere, kept),
    after: withRuns(after, fragment, isThere, kept),
  };
}

/** The blocks of text of a document of which nothing is known but what it says. */
export function textBlocksOf(doc: Node): TextBlock[] {
  const blocks: TextBlock[] = [];
  doc.descendants((node, position, parent) => {
    if (!node.isTextblock) return true;
    const text = node.textBetween(0, node.content.size, undefined, '\ufffc');
    if (text.length === node.content.size)
      blocks.push({ start: position + 1, text, id: idOf(node, parent), runs: [], element: null });
    return false;
  });
  return blocks;
}

/** The words of a picture are known by the picture's id. */
function idOf({ attrs, type }: Node, parent: Node | null): unknown {
  return parent?.type.name === 'figure' ? `${parent.attrs.id} ${type.name}` : attrs.id;
}

type Filter = (item: Y.Item) => boolean;

function withRuns(doc: Node, fragment: Y.XmlFragment, filter: Filter, kept: Filter): TextBlock[] {
  const blocks = textBlocksOf(doc);
  const { nodes } = doc.type.schema;
  const isTextBlock = (name: string) => nodes[name]?.isTextblock ?? false;
  const shared = [...elementsOf(fragment, isTextBlock, filter)];
  // An editor that is not in step with the shared text is followed by its words alone.
  if (shared.length !== blocks.length) return blocks;
  return blocks.map((block, index): TextBlock => {
    const element = shared[index];
    const { runs, text } = element ? runsOf(element, filter, kept) : { runs: [], text: '' };
    const item = element && itemOf(element);
    // The binding shows what was corrected at once already with what it corrects.
    if (!item || text !== block.text) return block;
    return { ...block, runs, element: keyOf(item.id) };
  });
}

function* elementsOf(
  parent: Y.XmlFragment | Y.XmlElement,
  isTextBlock: (name: string) => boolean,
  filter: Filter,
): Generator<Y.XmlElement> {
  for (const child of typesOf(parent, filter)) {
    if (!(child instanceof Y.XmlElement)) continue;
    if (isTextBlock(child.nodeName)) yield child;
    else yield* elementsOf(child, isTextBlock, filter);
  }
}

function runsOf(block: Y.XmlElement, filter: Filter, kept: Filter): { runs: Run[]; text: string } {
  const runs: Run[] = [];
  let text = '';
  const add = (item: Y.Item) => {
    // Own words that a colleague's copy lacked have been put there: those are the same characters.
    const carried = broughtBackAs(item) && block.doc && followRedone(block.doc, item.id);
    const { client, clock } = carried ?? item.id;
    runs.push({ client, clock, length: item.length, kept: kept(item) || carried !== null });
    text += item.content instanceof Y.ContentString ? item.content.str : '\ufffc'.repeat(item.length);
  };
  for (const child of typesOf(block, filter)) {
    // A line break is an element within the text.
    const item = child instanceof Y.XmlElement ? itemOf(child) : null;
    if (item) add(item);
    if (!(child instanceof Y.XmlText)) continue;
    for (const one of itemsOf(child)) if (one.countable && filter(one)) add(one);
  }
  return { runs, text };
}

function* typesOf(parent: Pick<Holder, '_start'>, filter: Filter): Generator<AnyType> {
  for (const item of itemsOf(parent)) {
    const type = filter(item) ? typeIn(item) : null;
    if (type !== null) yield type;
  }
}
