// Opens the threads of an article for its page, and the keys that lead through them.
import { may } from '@galley/shared/access/roles.ts';
import type { Thread } from '@galley/shared/api/threads.ts';
import type { ArticleId, SuggestionId, ThreadId } from '@galley/shared/ids.ts';
import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useSearchParams } from 'react-router';
import { draftsKey } from '../../app/kept-on-device.ts';
import { useMe } from '../../app/session.tsx';
import { isAboutThread } from '../commands.ts';
import { useOutbox, useWaiting } from '../outbox-context.ts';
import { filteredSuggestions } from '../suggestions/shown-suggestions.ts';
import type { SuggestionDesk } from '../suggestions/suggestion-desk.ts';
import { CommentDrafts } from './comment-drafts.ts';
import { passageOf } from './margin-layout.ts';
import { filtered, ThreadDesk } from './thread-desk.ts';
import { threadsQuery } from './thread-requests.ts';
import { withWaiting } from './with-waiting.ts';

const none: readonly Thread[] = [];

/** The threads of an article, with what this person has done with them and what is still on its way. */
export function useThreads(article: ArticleId): ThreadDesk | null {
  const me = useMe();
  const outbox = useOutbox();
  const waiting = useWaiting();
  const [desk, setDesk] = useState<ThreadDesk | null>(null);
  const mayComment = may(me.role, 'thread.comment');
  const { data: threads = none } = useQuery(threadsQuery(article));

  useEffect(
    () => setDesk(new ThreadDesk(outbox, mayComment, new CommentDrafts(draftsKey(article, me.id)))),
    [outbox, mayComment, article, me.id],
  );
  useEffect(() => {
    desk?.setThreads(withWaiting(threads, waiting.filter(isAboutThread), article, me.id));
  }, [desk, threads, waiting, article, me.id]);
  return desk;
}

/** From thread to thread in the order of the page: Ctrl or Cmd, Alt and an arrow. */
export function useThreadKeys(desk: ThreadDesk, suggestions: SuggestionDesk, onComment: () => void): void {
  const me = useMe();
  const step = (direction: 1 | -1) => {
    const state = desk.getState();
    const cards = [
      ...filtered(state, me.id),
      ...filteredSuggestions(suggestions.getState().suggestions, state.filter, me.id),
    ];
    const ids = inPageOrder(cards.map(({ id }) => id));
    const index = state.active === null ? -1 : ids.indexOf(state.active);
    const next = index === -1 ? (direction === 1 ? 0 : ids.length - 1) : index + direction;
    const id = ids[(next + ids.length) % ids.length];
    if (id === undefined) return;
    desk.activate(id);
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
export function useNamedPlace(desk: ThreadDesk, suggestions: SuggestionDesk): void {
  const [address, setAddress] = useSearchParams();
  const card = address.get('card');
  const section = address.get('section');
  const { threads } = useSyncExternalStore(desk.subscribe, desk.getState);
  const { suggestions: proposed } = useSyncExternalStore(suggestions.subscribe, suggestions.getState);
  const found = [...threads, ...proposed].find(({ id }) => id === card);
  useEffect(() => {
    const frame = section && document.getElementById(`section-${section}`);
    if (!found && !frame) return;
    setAddress({}, { replace: true });
    if (found) {
      const show = found.state === 'open' ? 'open' : 'resolved';
      desk.filter({ show, kind: 'all', section: null, person: null });
      desk.activate(found.id);
      goTo(found.id, mostFramesOnOpening);
    } else if (frame) {
      frame.tabIndex = -1;
      frame.scrollIntoView({ block: 'start' });
      frame.focus({ preventScroll: true });
    }
  }, [found, section, desk, setAddress]);
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
