// Which journal positions of a document a node has: all up to one, and of its own some further on. What other nodes wrote
// is held until everything before it is there, for an update builds on those before it.

/** Something journaled at a position. */
interface Positioned {
  position: number;
}

/** More is not held: a node that is so far behind gets it from the journal. */
const maxHeld = 1000;

export class Positions<Entry extends Positioned> {
  #contiguous: number;
  #ahead = new Set<number>();
  #held = new Map<number, Entry>();

  /** Everything up to `contiguous` is there. */
  constructor(contiguous: number) {
    this.#contiguous = contiguous;
  }

  /** The position up to which nothing is missing. */
  get contiguous(): number {
    return this.#contiguous;
  }

  get hasGap(): boolean {
    return this.#ahead.size > 0 || this.#held.size > 0;
  }

  /** What stands at this position is there. */
  note(position: number): void {
    this.#held.delete(position);
    if (position <= this.#contiguous) return;
    this.#ahead.add(position);
    while (this.#ahead.delete(this.#contiguous + 1)) this.#contiguous += 1;
  }

  /** Keeps an entry until it is its turn; what is there already is left out. */
  hold(entry: Entry): void {
    const { position } = entry;
    if (position <= this.#contiguous || this.#ahead.has(position)) return;
    if (this.#held.size < maxHeld || position === this.#contiguous + 1) this.#held.set(position, entry);
  }

  /** The held entry whose turn it is, if there is one. It is to be applied and noted before the next is asked for. */
  due(): Entry | null {
    return this.#held.get(this.#contiguous + 1) ?? null;
  }
}
