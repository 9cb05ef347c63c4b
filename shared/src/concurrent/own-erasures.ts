// What one has erased lately, so that it does not come back in a copy that a colleague made without knowing of it.
import * as Y from 'yjs';
import { itemsOf } from '../yjs/items.ts';
import { eachDeleted } from '../yjs/structs.ts';
import type { Stretch } from '../yjs/transaction-view.ts';

/** For how long others may not know of it. */
const unknownForMs = 30_000;

/** A letter that was erased, and how many of the characters that stand came before it. */
export interface ErasedLetter {
  letter: string;
  before: number;
  /** One's own clock when it was erased: who knows a younger character knows of it. */
  age: number;
}

export class OwnErasures {
  /** Letters by their client and clock; Yjs itself forgets what was deleted. */
  #recent: { at: number; age: number; letters: ReadonlyMap<string, string> }[] = [];

  /** Notes what a change of one's own erased, while it is still there. */
  note(transaction: Y.Transaction): void {
    this.#forget();
    const letters = new Map<string, string>();
    eachDeleted(transaction, transaction.deleteSet, ({ id, content }) => {
      if (!(content instanceof Y.ContentString)) return;
      for (let offset = 0; offset < content.str.length; offset += 1)
        letters.set(`${id.client}:${id.clock + offset}`, content.str.charAt(offset));
    });
    const age = transaction.afterState.get(transaction.doc.clientID) ?? 0;
    if (letters.size > 0) this.#recent.push({ at: Date.now(), age, letters });
  }

  /** Whether anything was erased in a text. */
  has(text: Y.XmlText): boolean {
    this.#forget();
    if (this.#recent.length === 0) return false;
    for (const { id, length, deleted } of itemsOf(text))
      for (let offset = 0; deleted && offset < length; offset += 1) if (this.#letter(id, offset)) return true;
    return false;
  }

  /** The letters that were erased in a text, each with the number of those characters that stood before it. */
  in(text: Y.XmlText, stood: readonly Stretch[]): ErasedLetter[] {
    this.#forget();
    const found: ErasedLetter[] = [];
    if (this.#recent.length === 0) return found;
    const standing = new Map(stood.map((stretch) => [stretch.item, stretch]));
    const items = [...itemsOf(text)];
    // What was erased beside other words that stand belongs to those.
    const isOther = (item: Y.Item) => !item.deleted && item.countable && !standing.has(item);
    const first = items.findIndex((item) => standing.has(item));
    const last = items.findLastIndex((item) => standing.has(item));
    const from = items.findLastIndex((item, index) => index < first && isOther(item)) + 1;
    const to = items.findIndex((item, index) => index > last && isOther(item));
    let before = 0;
    for (const item of items.slice(from, to === -1 ? undefined : to)) {
      const stretch = standing.get(item);
      if (stretch) before += stretch.text.length;
      for (let offset = 0; !stretch && item.deleted && offset < item.length; offset += 1) {
        const erased = this.#letter(item.id, offset);
        if (erased) found.push({ ...erased, before });
      }
    }
    return found;
  }

  #letter({ client, clock }: Y.ID, offset: number): { letter: string; age: number } | null {
    const key = `${client}:${clock + offset}`;
    for (const { letters, age } of this.#recent) {
      const letter = letters.get(key);
      if (letter !== undefined) return { letter, age };
    }
    return null;
  }

  #forget(): void {
    const since = Date.now() - unknownForMs;
    this.#recent = this.#recent.filter(({ at }) => at > since);
  }
}
