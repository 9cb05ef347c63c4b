// Presence on its way in: where somebody's caret is. Only the newest counts, so what comes too fast is not queued, and each
// document's newest message waits for its time.
import { socketLimits } from './limits.ts';

/** More names are not kept apart: a socket has no more documents. */
const maxNames = socketLimits.documents;

export class PresencePace {
  #handOn: (name: string, presence: Uint8Array) => void;
  #pauses = new Map<string, { newest: Uint8Array | null; timer: NodeJS.Timeout }>();

  constructor(handOn: (name: string, presence: Uint8Array) => void) {
    this.#handOn = handOn;
  }

  /** Takes in what was said of a document's carets, now or in its time. */
  take(name: string, presence: Uint8Array): void {
    const pause = this.#pauses.get(name);
    if (pause) pause.newest = presence;
    else if (this.#pauses.size < maxNames) this.#pass(name, presence);
  }

  close(): void {
    for (const { timer } of this.#pauses.values()) clearTimeout(timer);
    this.#pauses.clear();
  }

  #pass(name: string, presence: Uint8Array): void {
    const timer = setTimeout(() => {
      const newest = this.#pauses.get(name)?.newest ?? null;
      this.#pauses.delete(name);
      if (newest !== null) this.#pass(name, newest);
    }, socketLimits.presenceEveryMs);
    this.#pauses.set(name, { newest: null, timer });
    this.#handOn(name, presence);
  }
}
