// Who gets the one connection to the embedded database next: in the order in which they have asked, but for the journal, whose
// turn is every other time. Whoever writes in an article would otherwise wait for all that others ask of the desk.
import { AsyncLocalStorage } from 'node:async_hooks';

const first = new AsyncLocalStorage<true>();

/** Runs work that gets the connection before all others who wait; every other time, so that these get it as well. */
export function firstInLine<T>(work: () => Promise<T>): Promise<T> {
  return first.run(true, work);
}

export class ConnectionLine {
  #isTaken = false;
  #wasFirst = false;
  #waiting: (() => void)[] = [];
  #waitingFirst: (() => void)[] = [];

  /** Resolves once the connection is the caller's, until `release`. */
  async take(): Promise<void> {
    const isFirst = first.getStore() === true;
    if (this.#isTaken) {
      const { promise, resolve } = Promise.withResolvers<void>();
      (isFirst ? this.#waitingFirst : this.#waiting).push(resolve);
      await promise;
    }
    this.#isTaken = true;
    this.#wasFirst = isFirst;
  }

  release(): void {
    const [one, other] = this.#wasFirst
      ? [this.#waiting, this.#waitingFirst]
      : [this.#waitingFirst, this.#waiting];
    const next = one.shift() ?? other.shift();
    // It is handed on, so that nobody who asks meanwhile gets it.
    if (next) next();
    else this.#isTaken = false;
  }
}
