// What this person has typed and others may not have seen yet when they changed the text.
import * as Y from 'yjs';
import type { Run } from './text-blocks.ts';

/** How long after the server has acknowledged it what was typed may still be on its way to others, and their edits back. */
const onItsWayMs = 5000;

export class UnseenTyping {
  #doc: Y.Doc;
  /** The clock before which everything has been seen. */
  #seen = 0;
  #acknowledged: { at: number; clock: number }[] = [];

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** The server has everything that was typed until now. */
  acknowledge(): void {
    const clock = Y.getState(this.#doc.store, this.#doc.clientID);
    if (this.#acknowledged.at(-1)?.clock !== clock) this.#acknowledged.push({ at: Date.now(), clock });
  }

  /** Whether the run is this person's own. */
  isOwn({ client }: Run): boolean {
    return client === this.#doc.clientID;
  }

  /** Whether others may not know the run yet, one's own. */
  isUnseen({ clock }: Run): boolean {
    const settled = this.#acknowledged.filter(({ at }) => at < Date.now() - onItsWayMs);
    this.#acknowledged.splice(0, settled.length);
    this.#seen = settled.at(-1)?.clock ?? this.#seen;
    return clock >= this.#seen;
  }
}
