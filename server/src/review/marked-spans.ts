// Which characters of an article are marked, and by which mark: a set of spans of characters.
import type { Span } from '../history/origins.ts';

/** Characters with the number of the mark that they bear. */
export interface MarkedSpan extends Span {
  mark: number;
}

/** Spans of marked characters; no two of them have a character in common. */
export class MarkedSpans {
  #ofClients = new Map<number, MarkedSpan[]>();

  *[Symbol.iterator](): Iterator<MarkedSpan> {
    for (const spans of this.#ofClients.values()) yield* spans;
  }

  /** Marks characters; those that bear another mark bear this one from now on. */
  add(span: Span, mark: number): void {
    this.remove(span);
    const { client, clock, length } = span;
    const spans = this.#ofClients.get(client) ?? [];
    spans.push({ client, clock, length, mark });
    this.#ofClients.set(
      client,
      spans.sort((a, b) => a.clock - b.clock),
    );
  }

  /** Takes the mark of characters off. */
  remove({ client, clock, length }: Span): void {
    const spans = this.#ofClients.get(client);
    if (!spans) return;
    const end = clock + length;
    this.#ofClients.set(
      client,
      spans.flatMap((one) => {
        const itsEnd = one.clock + one.length;
        if (itsEnd <= clock || one.clock >= end) return [one];
        return [
          { ...one, length: clock - one.clock },
          { ...one, clock: end, length: itsEnd - end },
        ].filter((part) => part.length > 0);
      }),
    );
  }

  /** The marked characters of a span, in their order. */
  within({ client, clock, length }: Span): MarkedSpan[] {
    const end = clock + length;
    return (this.#ofClients.get(client) ?? []).flatMap((one) => {
      const from = Math.max(clock, one.clock);
      const to = Math.min(end, one.clock + one.length);
      return from < to ? [{ client, clock: from, length: to - from, mark: one.mark }] : [];
    });
  }
}
