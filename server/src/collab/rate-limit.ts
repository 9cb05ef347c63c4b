// A token bucket: who has spent too much waits.
import { paceLimits } from './limits.ts';

/** So many tokens come back in a second, and so many can be saved up. */
export interface Rate {
  perSecond: number;
  burst: number;
}

export class RateLimit {
  #rate: Rate;
  #tokens: number;
  #at = performance.now();

  constructor(rate: Rate = paceLimits) {
    this.#rate = rate;
    this.#tokens = rate.burst;
  }

  /** Resolves once what costs so many tokens may be done. */
  async take(cost: number): Promise<void> {
    this.spend(cost);
    if (this.#tokens >= 0) return;
    const waitMs = (-this.#tokens / this.#rate.perSecond) * 1000;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }

  /** Takes tokens for something that is done already: the next one waits for it. */
  spend(cost: number): void {
    this.#tokens = this.tokens - cost;
    this.#at = performance.now();
  }

  /** How many there are now; less than none while somebody waits. */
  get tokens(): number {
    const since = (performance.now() - this.#at) / 1000;
    return Math.min(this.#rate.burst, this.#tokens + since * this.#rate.perSecond);
  }

  /** Whether nothing is known of it that one made anew would not know. */
  get isFull(): boolean {
    return this.tokens === this.#rate.burst;
  }
}
