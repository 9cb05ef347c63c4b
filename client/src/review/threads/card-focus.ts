// The focus among the cards beside the text, in the order in which they are seen.
import type { CardId } from './thread-store.ts';

const openSuggestions = '[data-suggestion-card]:not([data-resolved])';

/** The open suggestion behind this card, else the one before it; null where there is no other. */
export function cardAfter(id: CardId): HTMLElement | null {
  // While one of them has the focus none changes its place in the page, and cards that have come since stand elsewhere there.
  const cards = [...document.querySelectorAll<HTMLElement>(openSuggestions)].sort(
    (a, b) => topOf(a) - topOf(b),
  );
  const index = cards.findIndex((card) => card.dataset.suggestionCard === id);
  return cards[index + 1] ?? cards[index - 1] ?? null;
}

/** Focuses a card; where there is none, what holds them, so that the keyboard does not start again at the page's top. */
export function focusCard(card: HTMLElement | null): void {
  const target = card?.isConnected ? card : document.querySelector<HTMLElement>('[data-cards]');
  target?.focus({ preventScroll: card === null });
}

function topOf(card: HTMLElement): number {
  return card.getBoundingClientRect().top;
}
