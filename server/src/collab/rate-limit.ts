// A token bucket: who has spent too much waits.
import { paceLimits } from './limits.ts';

const { perSecond, burst } = paceLimits;

export class RateLimit {
  #tokens: number = burst;
  #at = performance.now();

  /** Resolves once what costs so many tokens may be done. */
  async take(cost: number): Promise<void> {
    this.spend(cost);
    if (this.#tokens >= 0) return;
    const waitMs = (-this.#tokens / perSecond) * 1000;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }

  /** Takes tokens for something that is done already: the next one waits for it. */
  spend(cost: number): void {
    const now = performance.now();
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#at) / 1000) * perSecond) - cost;
    this.#at = now;
  }
}
