// Own words that still stand where they were typed, beside words that a colleague took elsewhere. Whoever splits a paragraph
// leaves words where they are because they belong there, and takes words away without those that they have not seen.

/** A character of a passage from which words went. */
export type Standing =
  /** Gone, and it stands elsewhere now. */
  | 'moved'
  /** Gone, and it stands nowhere. */
  | 'deleted'
  /** One's own, and older than something that went along: whoever left it there has seen it. */
  | 'seen'
  /** One's own, and newer than all that went along, but on its way to the others for a while. */
  | 'sent'
  /** One's own, and so new that the others may not have it yet. */
  | 'fresh';

/** How long what one types may be on its way to a colleague's screen, in ms. */
export const unseenMs = 1000;

/**
 * For each character whether it belongs beside what went, and lacks there. That is so for what stands between words that went,
 * for nobody takes words away from around others on purpose; and for what has just been typed at the edge of them.
 */
export function displaced(characters: readonly Standing[]): boolean[] {
  const result = characters.map(() => false);
  for (let from = 0; from < characters.length; from += 1) {
    if (!isUnsure(characters[from])) continue;
    let to = from;
    while (isUnsure(characters[to])) to += 1;
    const beside = [characters[from - 1], characters[to]];
    const isBetween = beside.every((one) => one === 'moved');
    const isFresh = characters.slice(from, to).every((one) => one === 'fresh');
    if (isBetween || (isFresh && !beside.includes('seen'))) result.fill(true, from, to);
    from = to;
  }
  return result;
}

function isUnsure(one: Standing | undefined): boolean {
  return one === 'sent' || one === 'fresh';
}

/** When one typed what, as far as that is a matter of the last second. */
export class RecentWords {
  #typed: { clock: number; at: number }[] = [];

  /** Notes that the characters from this clock of one's own client id on have been typed now. */
  note(clock: number, at = performance.now()): void {
    this.#typed = this.#typed.filter((one) => one.at > at - unseenMs);
    this.#typed.push({ clock, at });
  }

  /** The clock from which on one's own characters are fresh. */
  freshFrom(now = performance.now()): number {
    return this.#typed.find(({ at }) => at > now - unseenMs)?.clock ?? Number.POSITIVE_INFINITY;
  }
}
