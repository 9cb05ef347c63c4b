// Two people who split, join or reform the same paragraph at the same moment have each written a part of it anew, and it
// stands there twice. Whoever wrote the longer piece takes out of it what the other's says; of two that are the same
// that goes which is in another block than before, or that of the client with the higher id. For whole blocks, which have an
// id, see moved-once.ts.
import * as Y from 'yjs';
import { itemsOf, typeIn } from '../yjs/items.ts';
import { deleteCharacter, followRedone, idAt, keyOf, overlap, spanOf, textOf } from '../yjs/spans.ts';
import { itemAt } from '../yjs/structs.ts';
import type { TransactionView } from '../yjs/transaction-view.ts';
import { blockIdOf, type Copy, cameRuns, type Run } from './copies.ts';
import { deleteWithEmpty } from './moved-once.ts';

/** For how long others may not know of a piece: later, the same words are there because somebody means them. */
const unknownForMs = 10_000;

/** Fewer letters are the same by chance. */
const enough = 4;

/** Words that one has written anew, and where each letter stands now. */
interface Piece {
  at: number;
  in: Y.XmlText;
  /** The id of the block in which they stood. */
  of: unknown;
  text: string;
  ids: Y.ID[];
}

export class OwnPieces {
  readonly #doc: Y.Doc;
  #pieces: Piece[] = [];

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** Notes what a change of one's own wrote anew. */
  note(copies: readonly Copy[]): void {
    this.#forget();
    // What is written anew once more is a piece of where it stood first.
    const before = new Map<string, unknown>();
    for (const { ids, of } of this.#pieces) for (const id of ids) before.set(keyOf(id), of);
    const moved = new Set<string>();
    const fresh: Piece[] = [];
    for (const { gone, came } of copies) {
      for (let offset = 0; offset < came.length; offset += 1) {
        const id = idAt(came, offset);
        const item = itemAt(this.#doc, id);
        if (!(item?.content instanceof Y.ContentString) || !(item.parent instanceof Y.XmlText)) continue;
        const key = keyOf(idAt(gone, offset));
        const from = textOf(this.#doc, idAt(gone, offset));
        const of = before.has(key) ? before.get(key) : from && blockIdOf(from);
        moved.add(key);
        const letter = item.content.str.charAt(id.clock - item.id.clock);
        const last = fresh.at(-1);
        if (last?.in === item.parent && last.of === of) {
          last.text += letter;
          last.ids.push(id);
        } else fresh.push({ at: Date.now(), in: item.parent, of, text: letter, ids: [id] });
      }
    }
    this.#pieces = this.#pieces.flatMap((piece) => without(piece, moved));
    this.#pieces.push(...fresh);
  }

  /**
   * One's own letters that somebody else has written anew, too, and that are to go, or have gone with their block; and
   * theirs, which stay.
   */
  second(view: TransactionView): { own: Y.ID[]; theirs: Y.ID[] } {
    this.#forget();
    const found: { own: Y.ID[]; theirs: Y.ID[] } = { own: [], theirs: [] };
    for (const run of this.#pieces.length > 0 ? cameRuns(view) : []) {
      const { text } = run;
      if (text.trim().length < enough) continue;
      for (const piece of this.#pieces) {
        const at = piece.text.indexOf(text);
        const gives = text.length < piece.text.length || this.#givesWay(piece, run);
        if (at === -1 || !gives || !this.#isCopy(piece, run)) continue;
        const second = piece.ids
          .slice(at, at + text.length)
          .map((id) => followRedone(this.#doc, id))
          .filter((id) => {
            const item = itemAt(this.#doc, id);
            return item !== null && view.stoodBefore(item) && !isSameBlock(item, run.in);
          });
        found.own.push(...second);
        if (second.length > 0)
          for (const span of run.spans)
            for (let offset = 0; offset < span.length; offset += 1) found.theirs.push(idAt(span, offset));
      }
    }
    return found;
  }

  /**
   * Whether the run can be what somebody split off or joined, rather than the same words that somebody typed or pasted: those
   * take the rest of a block with them, and leave it beside the block.
   */
  #isCopy(piece: Piece, run: Run): boolean {
    if (!piece.text.endsWith(run.text) || !(run.whole || isAtEnd(run, piece))) return false;
    const texts = textsAround(run.in);
    const at = texts.indexOf(run.in);
    // Its block may have become another since.
    const now = piece.ids.map((id) => textOf(this.#doc, followRedone(this.#doc, id)));
    return texts.some(
      (text, index) =>
        Math.abs(index - at) <= 1 &&
        (now.includes(text) || (piece.of !== null && blockIdOf(text) === piece.of)),
    );
  }

  /** Of two that are the same that stays which is in the block that it was in. */
  #givesWay(piece: Piece, run: Run): boolean {
    const [keeps, theirs] = [blockIdOf(piece.in), blockIdOf(run.in)].map(
      (id) => id !== null && id === piece.of,
    );
    const own = this.#doc.clientID;
    return keeps === theirs ? (run.spans[0]?.client ?? own) < own : theirs === true;
  }

  #forget(): void {
    const since = Date.now() - unknownForMs;
    this.#pieces = this.#pieces.filter(({ at }) => at > since);
  }
}

/** Whether nothing stands behind the run in its text; where two join the same blocks that may be the piece, or a copy of it. */
function isAtEnd(run: Run, piece: Piece): boolean {
  const last = run.spans.at(-1);
  const own = new Set(piece.ids.map(keyOf));
  let behind: string | null = null;
  for (const item of itemsOf(run.in)) {
    const isWord = !item.deleted && item.content instanceof Y.ContentString;
    if (behind !== null && isWord && !own.has(keyOf(item.id))) behind += item.content.getContent().join('');
    if (last && overlap(spanOf(item), { ...idAt(last, last.length - 1), length: 1 })) behind = '';
  }
  return behind === '' || behind === piece.text;
}

/** All texts that stand under the same root as this one, in their order. */
function textsAround(text: Y.XmlText): Y.XmlText[] {
  let root: Y.AbstractType<unknown> = text as unknown as Y.AbstractType<unknown>;
  while (root.parent) root = root.parent;
  const found: Y.XmlText[] = [];
  const add = (parent: Y.AbstractType<unknown>): void => {
    for (const item of itemsOf(parent)) {
      const type = item.deleted ? null : typeIn(item);
      if (type instanceof Y.XmlText) found.push(type);
      else if (type instanceof Y.XmlElement) add(type as unknown as Y.AbstractType<unknown>);
    }
  };
  add(root);
  return found;
}

/** What is left of a piece, in as many as it falls into. */
function without(piece: Piece, moved: ReadonlySet<string>): Piece[] {
  const left: Piece[] = [];
  let isOpen = false;
  for (const [index, id] of piece.ids.entries()) {
    if (moved.has(keyOf(id))) {
      isOpen = false;
      continue;
    }
    const last = left.at(-1);
    if (isOpen && last) {
      last.text += piece.text.charAt(index);
      last.ids.push(id);
    } else left.push({ ...piece, text: piece.text.charAt(index), ids: [id] });
    isOpen = true;
  }
  return left;
}

/** Whether both are in copies of one block. */
function isSameBlock({ parent }: Y.Item, other: Y.XmlText): boolean {
  if (!(parent instanceof Y.XmlText) || parent === other) return false;
  const id = blockIdOf(parent);
  return id !== null && id === blockIdOf(other);
}

/** Takes letters away, and blocks that hold nothing else. */
export function dropLetters(correction: Y.Transaction, ids: readonly Y.ID[]): void {
  const texts = new Set<Y.XmlText>();
  for (const id of ids) {
    const item = itemAt(correction.doc, id);
    if (!item || item.deleted) continue;
    if (item.parent instanceof Y.XmlText) texts.add(item.parent);
    deleteCharacter(correction, id);
  }
  for (const text of texts) {
    const block = text.parent;
    const isEmpty = text.length === 0 && block instanceof Y.XmlElement && block.length === 1;
    if (isEmpty) deleteWithEmpty(block, correction);
  }
}
