// Two people who split, join or reform the same paragraph at the same moment have each written a part of it anew, and it
// stands there twice. Whoever wrote the longer piece takes out of it what the other's says; of two that are the same
// that goes which is in another block than before, or that of the client with the higher id. For whole blocks, which have an
// id, see moved-once.ts.
import * as Y from 'yjs';
import { blockIdOf, type Copy, cameRuns, type Run } from './copies.ts';
import { deleteWithEmpty } from './moved-once.ts';
import { deleteCharacter, idAt, itemAt, keyOf, textOf } from './spans.ts';
import type { TransactionView } from './transaction-view.ts';

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
    const moved = new Map<string, Y.ID>();
    const fresh: Piece[] = [];
    for (const { gone, came } of copies) {
      for (let offset = 0; offset < came.length; offset += 1) {
        const id = idAt(came, offset);
        moved.set(keyOf(idAt(gone, offset)), id);
        const item = itemAt(this.#doc, id);
        if (!(item?.content instanceof Y.ContentString) || !(item.parent instanceof Y.XmlText)) continue;
        const letter = item.content.str.charAt(id.clock - item.id.clock);
        const last = fresh.at(-1);
        if (last?.in === item.parent) {
          last.text += letter;
          last.ids.push(id);
        } else {
          const from = textOf(this.#doc, idAt(gone, offset));
          const of = from && blockIdOf(from);
          fresh.push({ at: Date.now(), in: item.parent, of, text: letter, ids: [id] });
        }
      }
    }
    for (const piece of this.#pieces) piece.ids = piece.ids.map((id) => moved.get(keyOf(id)) ?? id);
    this.#pieces.push(...fresh);
  }

  /** One's own letters that somebody else has written anew, too, and that are to go, or have gone with their block. */
  second(view: TransactionView): Y.ID[] {
    this.#forget();
    if (this.#pieces.length === 0) return [];
    return cameRuns(view).flatMap((run) => {
      const { text } = run;
      if (text.trim().length < enough) return [];
      return this.#pieces.flatMap((piece) => {
        const at = piece.text.indexOf(text);
        const gives = text.length < piece.text.length || this.#givesWay(piece, run);
        if (at === -1 || !gives) return [];
        return piece.ids.slice(at, at + text.length).filter((id) => {
          const item = itemAt(this.#doc, id);
          const stood = item !== null && view.stoodBefore(item);
          return stood && !isSameBlock(item, run.in);
        });
      });
    });
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
    if (isEmpty && block._item) deleteWithEmpty(block._item, correction);
  }
}
