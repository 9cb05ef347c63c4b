// Two people who move the same block, or make it another kind, at the same time have each made a copy of it: one goes again,
// that of the client with the higher id, by that client itself. Of three, two may each have given way to one that gave way
// itself: they bring theirs back, and one of those goes again.
import { diffChars } from 'diff';
import * as Y from 'yjs';
import { sectionFragment, sectionIds } from '../article/document.ts';
import { isGone, itemOf, itemsOf, typeIn, writerOf } from '../yjs/items.ts';
import { idAt, spanOf } from '../yjs/spans.ts';
import { eachDeleted } from '../yjs/structs.ts';
import type { TransactionView } from '../yjs/transaction-view.ts';
import { blockIdOf } from './copies.ts';
import type { OwnWords } from './own-words.ts';

/** For how long a copy that gave way may be needed again. */
const neededForMs = 30_000;

interface Dropped {
  at: number;
  parent: Y.XmlFragment;
  index: number;
  /** A copy that is in no document yet. */
  copy: Y.XmlElement;
  /** The characters of it as they were. */
  characters: Y.ID[];
}

export class OwnCopies {
  readonly #doc: Y.Doc;
  readonly #words: OwnWords;
  #dropped = new Map<unknown, Dropped>();

  constructor(doc: Y.Doc, words: OwnWords) {
    this.#doc = doc;
    this.#words = words;
  }

  /** One's own blocks of which somebody else's copy has come that is to stay. */
  second(came: ReadonlyMap<unknown, Y.XmlElement>): Y.XmlElement[] {
    const own = this.#doc.clientID;
    return this.#standing(came).flatMap(({ id, block }) => {
      const other = came.get(id);
      const client = other && writerOf(other);
      if (writerOf(block) !== own || !other || client === null || client === undefined || client >= own)
        return [];
      return saysTheSame(wordsOf(block), wordsOf(other)) ? [block] : [];
    });
  }

  /** Takes blocks away that give way to copies of others. */
  drop(blocks: readonly Y.XmlElement[], correction: Y.Transaction): void {
    const all = this.#standing(new Map(blocks.map((block) => [blockIdOf({ parent: block }), block])));
    for (const { id, block } of all) {
      if (!blocks.includes(block) || isGone(block)) continue;
      const characters = charactersOf(block);
      const root = outermost(block);
      const place = { parent: root.parent as Y.XmlFragment, index: indexOf(root) };
      this.#dropped.set(id, { at: Date.now(), ...place, copy: block.clone(), characters });
      deleteWithEmpty(block, correction);
    }
  }

  /** Which of the blocks that gave way a change has left without any copy. */
  missing(view: TransactionView): unknown[] {
    const since = Date.now() - neededForMs;
    for (const [id, { at }] of this.#dropped) if (at < since) this.#dropped.delete(id);
    if (this.#dropped.size === 0) return [];
    const gone = [...this.#dropped.keys()].filter((id) => goneBlocks(view).has(id));
    const standing = new Set(this.#standing(this.#dropped).map(({ id }) => id));
    return gone.filter((id) => !standing.has(id));
  }

  bringBack(ids: readonly unknown[]): void {
    for (const id of ids) this.#bringBack(id);
  }

  #bringBack(id: unknown): void {
    const dropped = this.#dropped.get(id);
    if (!dropped) return;
    this.#dropped.delete(id);
    const { parent } = dropped;
    parent.insert(Math.min(dropped.index, parent.length), [dropped.copy]);
    charactersOf(dropped.copy).forEach((again, index) => {
      const character = dropped.characters[index];
      if (character) this.#words.noteAgain(character, again);
    });
  }

  #standing(ids: ReadonlyMap<unknown, unknown>): { id: unknown; block: Y.XmlElement }[] {
    return (ids.size === 0 ? [] : sectionsOf(this.#doc))
      .flatMap((section) => [...blocksIn(section)])
      .map((block) => ({ id: blockIdOf({ parent: block }), block }))
      .filter(({ id }) => id !== null && ids.has(id));
  }
}

/** All sections of a document. */
export function sectionsOf(doc: Y.Doc): Y.XmlFragment[] {
  for (const section of sectionIds(doc)) sectionFragment(doc, section);
  const types: unknown[] = [...doc.share.values()];
  return types.filter((type) => type instanceof Y.XmlFragment);
}

/** All blocks in a section or block, at any depth. */
export function* blocksIn(parent: Y.XmlFragment | Y.XmlElement): Generator<Y.XmlElement> {
  for (const child of parent.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue;
    yield child;
    yield* blocksIn(child);
  }
}

/** The block of a section that a block is in. */
function outermost(block: Y.XmlElement): Y.XmlElement {
  return block.parent instanceof Y.XmlElement ? outermost(block.parent) : block;
}

function indexOf(block: Y.XmlElement): number {
  return (block.parent as Y.XmlFragment).toArray().indexOf(block);
}

/** Takes a block away, and lists and quotes that hold nothing else. */
export function deleteWithEmpty(block: Y.XmlElement, correction: Y.Transaction): void {
  itemOf(block)?.delete(correction);
  const { parent } = block;
  if (parent instanceof Y.XmlElement && parent.length === 0) deleteWithEmpty(parent, correction);
}

/** Where a paragraph is split at its start, what keeps its id is empty: that is no copy of it. */
function saysTheSame(words: string, other: string): boolean {
  if (words === '') return other === '';
  let same = 0;
  for (const { value, added, removed } of diffChars(words, other))
    if (!added && !removed) same += value.length;
  // Of one that has been split, too, the copy has a part.
  return same * 2 > Math.min(words.length, other.length);
}

/** All that stands in a block, however deep. */
export function wordsOf(block: Y.XmlElement | Y.XmlText): string {
  return [...itemsOf(block)]
    .filter(({ deleted }) => !deleted)
    .map((item) => {
      if (item.content instanceof Y.ContentString) return item.content.str;
      const type = typeIn(item);
      return type instanceof Y.XmlElement || type instanceof Y.XmlText ? wordsOf(type) : '';
    })
    .join('');
}

/** The ids of all characters of a block in their order. */
function charactersOf(block: Y.XmlElement | Y.XmlText): Y.ID[] {
  return [...itemsOf(block)].flatMap((item) => {
    if (item.deleted) return [];
    const type = typeIn(item);
    if (type instanceof Y.XmlElement || type instanceof Y.XmlText) return charactersOf(type);
    return item.content instanceof Y.ContentString
      ? Array.from({ length: item.length }, (_, offset) => idAt(spanOf(item), offset))
      : [];
  });
}

/** The blocks that a change took away, by their ids. */
export function goneBlocks(view: TransactionView): Map<unknown, Y.XmlElement> {
  const gone = new Map<unknown, Y.XmlElement>();
  eachDeleted(view.transaction, view.transaction.deleteSet, (item) => {
    const type = typeIn(item);
    const id = type instanceof Y.XmlElement ? blockIdOf({ parent: type }) : null;
    if (type instanceof Y.XmlElement && id !== null) gone.set(id, type);
  });
  return gone;
}
