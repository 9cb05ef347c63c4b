// Two people who move the same block at the same time have each made a copy of it: one goes again, that of the client with
// the higher id, by that client itself. Of three, two may each have given way to one that gave way itself: they bring
// theirs back, and one of those goes again.
import * as Y from 'yjs';
import { outlineMap, sectionFragment } from '../article/document.ts';
import type { SectionId } from '../ids.ts';
import { blockIdOf } from './copies.ts';
import type { OwnWords } from './own-words.ts';
import { idAt, spanOf } from './spans.ts';
import { itemsOf, type TransactionView } from './transaction-view.ts';

/** For how long a copy that gave way may be needed again. */
const neededForMs = 30_000;

interface Dropped {
  at: number;
  section: SectionId;
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
      const other = came.get(id)?._item?.id.client;
      return block._item?.id.client === own && other !== undefined && other < own ? [block] : [];
    });
  }

  /** Takes blocks away that give way to copies of others. */
  drop(blocks: readonly Y.XmlElement[], correction: Y.Transaction): void {
    const all = this.#standing(new Map(blocks.map((block) => [blockIdOf({ parent: block }), block])));
    for (const { id, block, section, index } of all) {
      if (!blocks.includes(block)) continue;
      const characters = charactersOf(block);
      this.#dropped.set(id, { at: Date.now(), section, index, copy: block.clone(), characters });
      block._item?.delete(correction);
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
    const fragment = sectionFragment(this.#doc, dropped.section);
    fragment.insert(Math.min(dropped.index, fragment.length), [dropped.copy]);
    charactersOf(dropped.copy).forEach((again, index) => {
      const character = dropped.characters[index];
      if (character) this.#words.noteAgain(character, again);
    });
  }

  #standing(ids: ReadonlyMap<unknown, unknown>) {
    return (ids.size === 0 ? [] : [...outlineMap(this.#doc).keys()]).flatMap((section) =>
      sectionFragment(this.#doc, section as SectionId)
        .toArray()
        .flatMap((block, index) => {
          const id = block instanceof Y.XmlElement ? blockIdOf({ parent: block }) : null;
          return block instanceof Y.XmlElement && ids.has(id)
            ? [{ id, block, section: section as SectionId, index }]
            : [];
        }),
    );
  }
}

/** The ids of all characters of a block in their order. */
function charactersOf(block: Y.XmlElement | Y.XmlText): Y.ID[] {
  return [...itemsOf(block)].flatMap((item) => {
    if (item.deleted) return [];
    const type = item.content instanceof Y.ContentType ? item.content.type : null;
    if (type instanceof Y.XmlElement || type instanceof Y.XmlText) return charactersOf(type);
    return item.content instanceof Y.ContentString
      ? Array.from({ length: item.length }, (_, offset) => idAt(spanOf(item), offset))
      : [];
  });
}

/** The blocks that a change took away, by their ids. */
export function goneBlocks(view: TransactionView): Map<unknown, Y.XmlElement> {
  const gone = new Map<unknown, Y.XmlElement>();
  Y.iterateDeletedStructs(view.transaction, view.transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) return;
    const { type } = struct.content;
    const id = type instanceof Y.XmlElement ? blockIdOf({ parent: type }) : null;
    if (type instanceof Y.XmlElement && id !== null) gone.set(id, type);
  });
  return gone;
}
