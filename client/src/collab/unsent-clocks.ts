// From which of a document's own clocks on the server has not taken anything in yet, so that nobody can have seen it.

/** Follows the number of changes that the connection still waits for an acknowledgement of, the oldest first. */
export class UnsentClocks {
  #clocks: number[] = [];

  /** Notes that a change was made; `clock` is the first that it uses. */
  note(clock: number): void {
    this.#clocks.push(clock);
  }

  /**
   * Forgets what has been acknowledged. `waiting` changes have not; a connection that is not in step with the server sends all of
   * them at once when it is, and counts them as one.
   */
  keep(waiting: number, isSynced: boolean): void {
    if (!isSynced) this.#clocks = this.#clocks.slice(0, 1);
    else if (waiting < this.#clocks.length) this.#clocks = this.#clocks.slice(this.#clocks.length - waiting);
  }

  /** The first clock that is unsent; infinite where there is none. */
  get first(): number {
    return this.#clocks[0] ?? Number.POSITIVE_INFINITY;
  }
}
