// A node that goes hands its people over to those that stay: the people of an article together, and no more at once than the
// others take in. Who is not on their way yet writes on here. Nothing is lost without it, as every socket that closes comes back
// by itself; but of a thousand who come back at the same moment the last waits for seconds.
import { setTimeout as pause } from 'node:timers/promises';
import { type DocumentName, newId } from '@galley/shared/ids.ts';
import type { Bus } from '../events/bus.ts';
import { type HandOverLimits, handOverLimits } from './limits.ts';
import { handOverTopics } from './node-topics.ts';
import type { DeskSocket } from './sockets.ts';

/** Somebody who has an article open here. */
export interface Guest {
  socket: DeskSocket;
  /** Resolves once everything that has come from them has been handled. */
  handled(): Promise<void>;
}

export interface HandOverOptions {
  bus: Bus;
  /** The open documents. */
  documents(): DocumentName[];
  /** Who is in one. */
  guests(document: DocumentName): Guest[];
  /** Closes a socket so that its client comes back at once. */
  move(socket: DeskSocket): void;
  limits?: HandOverLimits;
}

export class HandOver {
  #node = newId();
  #bus: Bus;
  #documents: HandOverOptions['documents'];
  #guests: HandOverOptions['guests'];
  #move: HandOverOptions['move'];
  #limits: HandOverLimits;
  #isLeaving = false;
  /** Until when others hand over to this node, by their ids. */
  #leaving = new Map<string, number>();
  #arrived: DocumentName[] = [];
  #report: NodeJS.Timeout | undefined;
  /** Who has been sent away from here and is not elsewhere yet: by document, since when. */
  #underWay = new Map<DocumentName, number[]>();
  #atOnce: number;
  #lastArrival = 0;
  #staying = Promise.withResolvers<void>();
  #changed = Promise.withResolvers<void>();

  constructor({ bus, documents, guests, move, limits = handOverLimits }: HandOverOptions) {
    this.#bus = bus;
    this.#documents = documents;
    this.#guests = guests;
    this.#move = move;
    this.#limits = limits;
    this.#atOnce = limits.atOnce;
    if (!bus.reachesOthers) return;
    bus.subscribe(handOverTopics.leaving, ({ node, forMs }) => this.#onLeaving(node, forMs));
    bus.subscribe(handOverTopics.staying, ({ to }) => {
      if (to === this.#node) this.#staying.resolve();
    });
    bus.subscribe(handOverTopics.arrived, ({ node, documents }) => {
      if (node !== this.#node) for (const document of documents) this.#onArrived(document);
    });
  }

  /** To be called when somebody has an article whole: a node that goes sends the next one. */
  arrived(document: DocumentName): void {
    if (this.#leaving.size === 0) return;
    this.#arrived.push(document);
    this.#report ??= setTimeout(() => this.#reportArrived(), this.#limits.reportEveryMs);
  }

  /**
   * Sends everybody to the other nodes; resolves once they are there or when the time is up, in ms. Who is still here then is
   * to be sent away all at once. Gives false, at once, where no other node answers. New sockets must be refused by now.
   */
  async run(ms: number): Promise<boolean> {
    if (!this.#bus.reachesOthers) return false;
    this.#isLeaving = true;
    const end = performance.now() + ms;
    this.#bus.publish(handOverTopics.leaving, { node: this.#node, forMs: Math.ceil(ms) });
    if (!(await this.#anyStays())) return false;
    for (const document of this.#documents()) {
      // Who has gone by themselves meanwhile is not waited for.
      for (const some of chunked(this.#guests(document), this.#limits.fewestAtOnce)) {
        if (!(await this.#waitFor((underWay) => underWay + some.length <= this.#atOnce, end))) return true;
        await this.#send(document, some);
      }
    }
    await this.#waitFor((underWay) => underWay === 0, end);
    return true;
  }

  close(): void {
    clearTimeout(this.#report);
  }

  async #anyStays(): Promise<boolean> {
    const answered = this.#staying.promise.then(() => true);
    const silence = new AbortController();
    const late = pause(this.#limits.answerMs, false, { signal: silence.signal });
    // The timer is not needed once there is an answer.
    late.catch(() => {});
    const stays = await Promise.race([answered, late]);
    silence.abort();
    return stays;
  }

  /** Waits until as few are under way as this wants; gives false when the time is up. */
  async #waitFor(isFewEnough: (underWay: number) => boolean, end: number): Promise<boolean> {
    for (;;) {
      const now = performance.now();
      if (now >= end) return false;
      if (isFewEnough(this.#countUnderWay(now))) return true;
      this.#changed = Promise.withResolvers();
      const noLonger = new AbortController();
      const timer = pause(this.#limits.lookAgainMs, undefined, { signal: noLonger.signal });
      timer.catch(() => {});
      await Promise.race([this.#changed.promise, timer]);
      noLonger.abort();
    }
  }

  /** Of those who have been sent and are still waited for. */
  #countUnderWay(now: number): number {
    let count = 0;
    for (const [document, since] of this.#underWay) {
      const isSilent = (from: number) =>
        Math.max(from, this.#lastArrival) + this.#limits.silenceMs <= now ||
        from + this.#limits.underWayMs <= now;
      const waitedFor = since.filter((from) => !isSilent(from));
      if (waitedFor.length === 0) this.#underWay.delete(document);
      else this.#underWay.set(document, waitedFor);
      count += waitedFor.length;
    }
    return count;
  }

  /** What has come from these people is acknowledged before they go; who it fails for goes with the others all the same. */
  async #send(document: DocumentName, guests: readonly Guest[]): Promise<void> {
    const late = pause(this.#limits.handledMs);
    await Promise.race([Promise.allSettled(guests.map((guest) => guest.handled())), late]);
    const now = performance.now();
    this.#underWay.set(document, [...(this.#underWay.get(document) ?? []), ...guests.map(() => now)]);
    for (const { socket } of guests) this.#move(socket);
  }

  #onLeaving(node: string, forMs: number): void {
    if (node === this.#node || this.#isLeaving) return;
    this.#forgetGone();
    this.#leaving.set(node, performance.now() + forMs);
    this.#bus.publish(handOverTopics.staying, { to: node });
  }

  #reportArrived(): void {
    this.#report = undefined;
    const documents = this.#arrived.splice(0);
    this.#bus.publish(handOverTopics.arrived, { node: this.#node, documents });
    this.#forgetGone();
  }

  #forgetGone(): void {
    const now = performance.now();
    for (const [node, until] of this.#leaving) if (until < now) this.#leaving.delete(node);
  }

  #onArrived(document: DocumentName): void {
    const since = this.#underWay.get(document)?.shift();
    if (since === undefined) return;
    this.#lastArrival = performance.now();
    const took = this.#lastArrival - since;
    const { quickMs, slowMs, fewestAtOnce, mostAtOnce } = this.#limits;
    if (took < quickMs) this.#atOnce = Math.min(mostAtOnce, this.#atOnce + 1);
    if (took > slowMs) this.#atOnce = Math.max(fewestAtOnce, this.#atOnce - 1);
    this.#changed.resolve();
  }
}

function chunked<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
