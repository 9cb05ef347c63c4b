// How fast one person may be served, over all of their sockets. Who is too fast waits, which slows their own queues and
// nobody else's; refusing would throw honest text away after a time offline. And of one person's messages only one is
// handled in a turn of the event loop, so that a thousand which come at once stand between nobody else and an answer.
import { setImmediate } from 'node:timers/promises';
import type { UserId } from '@galley/shared/ids.ts';
import { RateLimit } from './rate-limit.ts';

/** The pace of one person. */
export class Pace {
  #rate = new RateLimit();
  #last: Promise<void> = Promise.resolve();

  /** Resolves once what costs so many tokens may be done. */
  async take(cost: number): Promise<void> {
    const before = this.#last;
    const turn = Promise.withResolvers<void>();
    this.#last = turn.promise;
    await before;
    await this.#rate.take(cost);
    // The next one of this person has to wait for what everybody else has to say.
    void setImmediate().then(turn.resolve);
  }

  /** Whether they have all the tokens that one can have. */
  get isFull(): boolean {
    return this.#rate.isFull;
  }

  /** Takes tokens for something that is done already: the next one waits for it. */
  spend(cost: number): void {
    this.#rate.spend(cost);
  }
}

/** The paces of all who have a socket open, and of who has gone: until they have all tokens again, coming back brings none. */
export class Paces {
  #paces = new Map<UserId, { pace: Pace; sockets: number }>();

  /** A person's pace, for one more socket of theirs; `leave` gives it back. */
  join(person: UserId): Pace {
    this.#forget();
    const known = this.#paces.get(person) ?? { pace: new Pace(), sockets: 0 };
    known.sockets += 1;
    this.#paces.set(person, known);
    return known.pace;
  }

  leave(person: UserId): void {
    const known = this.#paces.get(person);
    if (!known) return;
    known.sockets -= 1;
    this.#forget();
  }

  #forget(): void {
    for (const [person, { pace, sockets }] of this.#paces)
      if (sockets === 0 && pace.isFull) this.#paces.delete(person);
  }
}
