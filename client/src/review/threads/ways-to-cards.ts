// The ways to a thread or suggestion: the keys that lead through them, and an address that names one.
import type { SuggestionId, ThreadId } from '@galley/shared/ids.ts';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useSyncExternalStore } from 'react';
import { useSearchParams } from 'react-router';
import { useMe } from '../../app/session.tsx';
import { filteredSuggestions } from '../suggestions/shown-suggestions.ts';
import type { SuggestionStore } from '../suggestions/suggestion-store.ts';
import { passageOf } from './margin-layout.ts';
import { type CardId, filtered, type ThreadStore } from './thread-store.ts';

/** From thread to thread in the order of the page: Ctrl or Cmd, Alt and an arrow. */
export function useThreadKeys(
  threads: ThreadStore,
  suggestions: SuggestionStore,
  onComment: () => void,
): void {
  const me = useMe();
  const step = (direction: 1 | -1) => {
    const state = threads.getState();
    const cards = [
      ...filtered(state, me.id),
      ...filteredSuggestions(suggestions.getState().suggestions, state.filter, me.id),
    ];
    const ids = inPageOrder(cards.map(({ id }) => id));
    const index = state.active === null ? -1 : ids.indexOf(state.active);
    const next = index === -1 ? (direction === 1 ? 0 : ids.length - 1) : index + direction;
    const id = ids[(next + ids.length) % ids.length];
    if (id === undefined) return;
    threads.activate(id);
    goTo(id, mostFrames);
  };
  useHotkeys(
    [
      ['mod+alt+ArrowDown', () => step(1)],
      ['mod+alt+ArrowUp', () => step(-1)],
      ['mod+alt+M', onComment],
    ],
    [],
    true,
  );
}

/**
 * Opens the article at what its address names, as a notification does: a thread, a suggestion or a section. The name goes
 * from the address, so that it works once more from the same notification.
 */
export function useNamedPlace(threads: ThreadStore, suggestions: SuggestionStore): void {
  const [address, setAddress] = useSearchParams();
  // Whoever follows a link that nobody made finds no such card.
  const card = address.get('card') as CardId | null;
  const section = address.get('section');
  const found = useSyncExternalStore(threads.subscribe, () => stateOf(threads.getState().threads, card));
  const proposed = useSyncExternalStore(suggestions.subscribe, () =>
    stateOf(suggestions.getState().suggestions, card),
  );
  const state = found ?? proposed;
  useEffect(() => {
    const frame = section && document.getElementById(`section-${section}`);
    if (!state && !frame) return;
    setAddress({}, { replace: true });
    if (card && state) {
      const show = state === 'open' ? 'open' : 'resolved';
      threads.filter({ show, kind: 'all', section: null, person: null });
      threads.activate(card);
      goTo(card, mostFramesOnOpening);
    } else if (frame) {
      frame.tabIndex = -1;
      frame.scrollIntoView({ block: 'start' });
      frame.focus({ preventScroll: true });
    }
  }, [card, state, section, threads, setAddress]);
}

function stateOf(cards: readonly { id: CardId; state: string }[], id: CardId | null): string | undefined {
  return cards.find((one) => one.id === id)?.state;
}

/** A page that was just opened has its editors to mount first. */
const mostFramesOnOpening = 300;

/** So many frames may pass until the comments are open and the card has its place. */
const mostFrames = 20;

function goTo(id: ThreadId | SuggestionId, frames: number): void {
  requestAnimationFrame(() => {
    const card = cardOf(id);
    if (!card?.checkVisibility() && frames > 0) {
      goTo(id, frames - 1);
      return;
    }
    passageOf(id)?.scrollIntoView({ block: 'center' });
    card?.focus({ preventScroll: true });
  });
}

/** By where their passages stand in the text; threads without one keep their order before the others. */
function inPageOrder<Id extends ThreadId | SuggestionId>(ids: readonly Id[]): Id[] {
  const top = (id: Id) => cardOf(id)?.getBoundingClientRect().top ?? 0;
  return [...ids].sort((a, b) => top(a) - top(b));
}

function cardOf(id: ThreadId | SuggestionId): HTMLElement | null {
  return document.querySelector(`[data-thread-card="${id}"], [data-suggestion-card="${id}"]`);
}
