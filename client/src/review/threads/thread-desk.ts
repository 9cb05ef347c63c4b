// The threads of the open article as the page shows them: which one is looked at, what is about to be commented on, which
// ones the person wants to see.
import type { ThreadSubject } from '@galley/shared/api/threads.ts';
import type { SectionId, SuggestionId, ThreadId, UserId } from '@galley/shared/ids.ts';
import { createContext, use, useSyncExternalStore } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskOutbox } from '../outbox-context.ts';
import type { CommentDrafts, DraftKey } from './comment-drafts.ts';
import type { ShownThread } from './with-waiting.ts';

/** Of a card beside the text. */
export type CardId = ThreadId | SuggestionId;

/** Which cards are shown; null for no narrowing. */
export interface ThreadFilter {
  show: 'open' | 'resolved' | 'mine';
  /** Of comments and suggestions, which stand beside one another. */
  kind: 'all' | 'comments' | 'suggestions';
  section: SectionId | null;
  person: UserId | null;
}

export interface ThreadDeskState {
  /** The thread or suggestion that is looked at. */
  active: CardId | null;
  /** The one under the pointer. */
  hovered: CardId | null;
  /** What a new thread is about, while its first comment is written. */
  draft: ThreadSubject | null;
  /** The draft was begun before the page was opened: it waits, and does not take the focus. */
  draftKept: boolean;
  filter: ThreadFilter;
  threads: readonly ShownThread[];
}

const startFilter: ThreadFilter = { show: 'open', kind: 'all', section: null, person: null };

/** Holds them outside of React, for cards and for the marks in editors. */
export class ThreadDesk {
  readonly outbox: DeskOutbox;
  readonly mayComment: boolean;
  readonly unsent: CommentDrafts;
  readonly #store: StoreApi<ThreadDeskState>;
  #onShow: () => void = () => {};

  constructor(outbox: DeskOutbox, mayComment: boolean, unsent: CommentDrafts) {
    this.outbox = outbox;
    this.mayComment = mayComment;
    this.unsent = unsent;
    this.#store = createStore(() => ({
      active: null,
      hovered: null,
      draft: mayComment ? unsent.subject : null,
      draftKept: true,
      filter: startFilter,
      threads: [],
    }));
  }

  getState = (): ThreadDeskState => this.#store.getState();

  subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  /** Called when a thread is to be seen, so that the page makes room for it. */
  onShow(show: () => void): void {
    this.#onShow = show;
  }

  /** One that is resolved or gone meanwhile is no longer looked at. */
  setThreads(threads: readonly ShownThread[]): void {
    const { active, threads: before } = this.getState();
    const wasOpen = before.find(({ id }) => id === active)?.state === 'open';
    const now = threads.find(({ id }) => id === active)?.state;
    const over = active !== null && (now === 'resolved' ? wasOpen : now === undefined && wasOpen);
    this.#set(over ? { threads, active: null } : { threads });
  }

  keepUnsent(about: DraftKey, text: string): void {
    this.unsent.set(about, text, about === 'draft' ? this.getState().draft : undefined);
  }

  activate(active: CardId | null): void {
    if (active !== null) this.#onShow();
    if (active !== this.getState().active) this.#set({ active });
  }

  hover(hovered: CardId | null): void {
    if (hovered !== this.getState().hovered) this.#set({ hovered });
  }

  /** Begins a thread. */
  compose(draft: ThreadSubject): void {
    if (!this.mayComment) return;
    this.#set({ draft, draftKept: false, active: null });
    this.#onShow();
  }

  endDraft(): void {
    this.#set({ draft: null });
  }

  filter(change: Partial<ThreadFilter>): void {
    this.#set({ filter: { ...this.getState().filter, ...change } });
  }

  #set(change: Partial<ThreadDeskState>): void {
    this.#store.setState(change);
  }
}

/** The open article's; read it by `useThreadDesk`. */
export const ThreadDeskContext = createContext<ThreadDesk | null>(null);

/** The open article's threads. Throws outside of its page. */
export function useThreadDesk(): ThreadDesk {
  const desk = use(ThreadDeskContext);
  if (!desk) throw new Error('No article is open here.');
  return desk;
}

/** Renders anew whenever anything of it changes. */
export function useThreadDeskState(): ThreadDeskState {
  const desk = useThreadDesk();
  return useSyncExternalStore(desk.subscribe, desk.getState);
}

/** The threads that the filter lets through. */
export function filtered(
  { threads, filter }: Pick<ThreadDeskState, 'threads' | 'filter'>,
  me: UserId,
): ShownThread[] {
  return threads.filter((thread) => {
    if (filter.kind === 'suggestions') return false;
    const people = thread.comments.map(({ author }) => author);
    if (filter.show === 'mine' ? !people.includes(me) : thread.state !== filter.show) return false;
    if (filter.person !== null && !people.includes(filter.person)) return false;
    return filter.section === null || sectionOfSubject(thread.subject) === filter.section;
  });
}

/** The section that a subject is in; null for the head and for the whole article. */
export function sectionOfSubject(subject: ThreadSubject): SectionId | null {
  return 'section' in subject ? subject.section : null;
}
