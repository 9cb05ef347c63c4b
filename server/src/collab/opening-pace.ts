// How often sockets may be opened, by one person or from one address: each opening has a session looked up, and closing it again
// gives back nothing of that.
import { type Rate, RateLimit } from './rate-limit.ts';

/** Who has not opened any for a while is forgotten; of more than these the oldest is. */
const maxKnown = 10_000;

export class OpeningPace {
  #rate: Rate;
  #known = new Map<string, RateLimit>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Whether this one may open one more now; counts it then. */
  take(who: string): boolean {
    const limit = this.#known.get(who) ?? new RateLimit(this.#rate);
    if (limit.tokens < 1) return false;
    limit.spend(1);
    if (this.#known.size >= maxKnown && !this.#known.has(who)) this.#forget();
    this.#known.set(who, limit);
    return true;
  }

  #forget(): void {
    for (const [who, limit] of this.#known) if (limit.isFull) this.#known.delete(who);
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size >= maxKnown) this.#known.delete(oldest);
  }
}
