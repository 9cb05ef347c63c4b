// Work that takes long for each one who asks, one after the other: between two of them the event loop goes round once.
import { setImmediate } from 'node:timers/promises';

export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Resolves when it is one's turn; what is done then must be done at once. */
  async take(): Promise<void> {
    const before = this.#last;
    this.#last = before.then(() => setImmediate());
    await before;
  }
}
