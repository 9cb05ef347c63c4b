// Hocuspocus' provider, with one difference: while somebody composes a word (by an input method, or by dead keys), changes of
// others that take words away or build blocks anew wait. Shown at once they would take the text from under the composition,
// and its letters would stand in two places.
import { isItem } from '@galley/shared/yjs/structs.ts';
import { HocuspocusProvider } from '@hocuspocus/provider';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

/** The provider's own number for messages of the document, and those of y-protocols for what changes it. */
const documentMessage = 0;
const changes: readonly number[] = [1, 2];

/** How long a composition is waited for in which nothing happens: on phones one is open wherever the caret is in a word. */
const idleMs = 10_000;

/** prosemirror-view reads what a composition leaves behind up to 20 ms after its end. */
const readMs = 30;

/** Editors say when a word is being composed (`composes`, `composed`); what waits is handled after it, in its order. */
export class ArticleProvider extends HocuspocusProvider {
  #isComposing = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #held: MessageEvent[] = [];
  #onHandled: (() => void)[] = [];

  /** Something is being composed in one of the article's texts; to be called at each letter. */
  composes(): void {
    this.#isComposing = true;
    this.#endIn(idleMs);
  }

  /** It has been composed, or given up. */
  composed(): void {
    if (this.#isComposing) this.#endIn(readMs);
  }

  /** Calls back once all changes are handled that have come by now: at once where none waits. */
  whenHandled(listener: () => void): void {
    if (this.#held.length === 0) listener();
    else this.#onHandled.push(listener);
  }

  override onMessage(event: MessageEvent): void {
    if (this.#held.length > 0 ? changeIn(event) !== null : this.#isComposing && rebuilds(changeIn(event)))
      this.#held.push(event);
    else super.onMessage(event);
  }

  override onClose(): void {
    // The server tells again on return what this document lacks.
    this.#held = [];
    this.#onHandled = [];
    super.onClose();
  }

  override destroy(): void {
    clearTimeout(this.#timer);
    super.destroy();
  }

  #endIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(), ms);
  }

  #end(): void {
    this.#isComposing = false;
    const held = this.#held;
    this.#held = [];
    for (const event of held) super.onMessage(event);
    for (const listener of this.#onHandled.splice(0)) listener();
  }
}

/** The update in a message; null where it changes nothing in the document. */
function changeIn({ data }: MessageEvent<ArrayBuffer>): Uint8Array | null {
  const decoder = decoding.createDecoder(new Uint8Array(data));
  decoding.readVarString(decoder);
  if (decoding.readVarUint(decoder) !== documentMessage) return null;
  return changes.includes(decoding.readVarUint(decoder)) ? decoding.readVarUint8Array(decoder) : null;
}

/** Whether anything goes, or more comes than letters, which are put into the text around a composition. */
function rebuilds(update: Uint8Array | null): boolean {
  if (update === null) return false;
  const { structs, ds } = Y.decodeUpdate(update);
  return (
    ds.clients.size > 0 ||
    structs.some((struct) => isItem(struct) && !(struct.content instanceof Y.ContentString))
  );
}
