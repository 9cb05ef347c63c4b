// In which order the parts of a desk are closed, and by when.

/**
 * What closes the parts, in four steps one after the other: what takes in and sends comes first, then the documents with the
 * journal, then what follows from their last changes, and at last what everything stands on. Within a step those that were
 * opened last are closed first.
 */
export class Closing {
  readonly #all = new AsyncDisposableStack();
  readonly ground = this.#all.use(new AsyncDisposableStack());
  readonly afterDocuments = this.#all.use(new AsyncDisposableStack());
  readonly documents = this.#all.use(new AsyncDisposableStack());
  readonly first = this.#all.use(new AsyncDisposableStack());
  readonly #limitMs: number;
  #stopBy: number | null = null;
  /** Whether all that people wrote has been saved; the documents say so once they are closed. */
  allSaved = true;

  /** Closing may take so long, in ms. */
  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  /** The time runs from now on. */
  begin(): void {
    this.#stopBy = performance.now() + this.#limitMs;
  }

  /** How much of the time is left, in ms: all of it before it runs. */
  get leftMs(): number {
    return this.#stopBy === null ? this.#limitMs : Math.max(0, this.#stopBy - performance.now());
  }

  run(): Promise<void> {
    return this.#all.disposeAsync();
  }
}
