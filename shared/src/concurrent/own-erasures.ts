// What one has erased lately, so that it does not come back in a copy that a colleague made without knowing of it.
import * as Y from 'yjs';
import { itemsOf } from './transaction-view.ts';

/** For how long others may not know of it. */
const unknownForMs = 30_000;

export class OwnErasures {
  /** Letters by their client and clock; Yjs itself forgets what was deleted. */
  #recent: { at: number; letters: ReadonlyMap<string, string> }[] = [];

  /** Notes what a change of one's own erased, while it is still there. */
  note(transaction: Y.Transaction): void {
    this.#forget();
    const letters = new Map<string, string>();
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return;
      const { id, content } = struct;
      for (let offset = 0; offset < content.str.length; offset += 1)
        letters.set(`${id.client}:${id.clock + offset}`, content.str.charAt(offset));
    });
    if (letters.size > 0) this.#recent.push({ at: Date.now(), letters });
  }

  /** Whether anything was erased in a text. */
  has(text: Y.XmlText): boolean {
    this.#forget();
    if (this.#recent.length === 0) return false;
    for (const { id, length, deleted } of itemsOf(text))
      for (let offset = 0; deleted && offset < length; offset += 1)
        if (this.#letter(id, offset) !== '') return true;
    return false;
  }

  /** What was erased in a text, to be taken from its start to its end. */
  in(text: Y.XmlText): { take(words: string): boolean } {
    this.#forget();
    let left = '';
    for (const { id, length, deleted } of this.#recent.length > 0 ? itemsOf(text) : []) {
      for (let offset = 0; deleted && offset < length; offset += 1) left += this.#letter(id, offset);
    }
    return {
      take(words) {
        let rest = left;
        for (const letter of words) {
          const at = rest.indexOf(letter);
          if (at === -1) return false;
          rest = rest.slice(at + 1);
        }
        left = rest;
        return true;
      },
    };
  }

  #letter({ client, clock }: Y.ID, offset: number): string {
    const key = `${client}:${clock + offset}`;
    return this.#recent.find(({ letters }) => letters.has(key))?.letters.get(key) ?? '';
  }

  #forget(): void {
    const since = Date.now() - unknownForMs;
    this.#recent = this.#recent.filter(({ at }) => at > since);
  }
}
