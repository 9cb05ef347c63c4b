// The threads of the open article as the page shows them: which one is looked at, what is about to be commented on, which
// ones the person wants to see.
import { sectionOfSubject, type ThreadSubject } from '@galley/shared/api/threads.ts';
import type { ArticleId, SectionId, SuggestionId, ThreadId, UserId } from '@galley/shared/ids.ts';
import { type QueryClient, QueryObserver } from '@tanstack/react-query';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isAboutThread } from '../commands.ts';
import type { DeskOutbox } from '../outbox-context.ts';
import { whenChanged } from '../when-changed.ts';
import type { CommentDrafts, DraftKey } from './comment-drafts.ts';
import { threadsQuery } from './thread-requests.ts';
import { type ShownThread, withWaiting } from './with-waiting.ts';

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

export interface ThreadStoreState {
  /** The thread or suggestion that is looked at. */
  active: CardId | null;
  /** The one under the pointer. */
  hovered: CardId | null;
  /** What a new thread is about, while its first comment is written. */
  draft: ThreadSubject | null;
  /** The draft was begun before the page was opened: it waits, and does not take the focus. */
  draftKept: boolean;
  filter: ThreadFilter;
  /** As the server has them, with what this person has done with them and is still on its way. */
  threads: readonly ShownThread[];
}

interface ThreadStoreOptions {
  client: QueryClient;
  outbox: DeskOutbox;
  article: ArticleId;
  me: UserId;
  mayComment: boolean;
  /** What this person has begun to write. */
  unsent: CommentDrafts;
}

const startFilter: ThreadFilter = { show: 'open', kind: 'all', section: null, person: null };

/** Holds them outside of React, for cards and for the marks in editors. Destroy it with the page. */
export class ThreadStore {
  readonly outbox: DeskOutbox;
  readonly mayComment: boolean;
  readonly unsent: CommentDrafts;
  readonly #store: StoreApi<ThreadStoreState>;
  readonly #stops: (() => void)[];
  #onShow: () => void = () => {};

  /** Follows what the server says and what waits to be sent. */
  constructor({ client, outbox, article, me, mayComment, unsent }: ThreadStoreOptions) {
    this.outbox = outbox;
    this.mayComment = mayComment;
    this.unsent = unsent;
    const rows = new QueryObserver(client, threadsQuery(article));
    const threads = () =>
      withWaiting(rows.getCurrentResult().data ?? [], outbox.items.filter(isAboutThread), article, me);
    this.#store = createStore(() => ({
      active: null,
      hovered: null,
      draft: mayComment ? unsent.subject : null,
      draftKept: true,
      filter: startFilter,
      threads: threads(),
    }));
    const renew = whenChanged(
      () => [rows.getCurrentResult().data, outbox.items],
      () => this.#show(threads()),
    );
    this.#stops = [rows.subscribe(renew), outbox.subscribe(renew)];
  }

  destroy(): void {
    for (const stop of this.#stops) stop();
  }

  getState = (): ThreadStoreState => this.#store.getState();

  subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  /** Called when a thread is to be seen, so that the page makes room for it. */
  onShow(show: () => void): void {
    this.#onShow = show;
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

  /** One that is resolved or gone meanwhile is no longer looked at. */
  #show(threads: readonly ShownThread[]): void {
    const { active, threads: before } = this.getState();
    const wasOpen = before.find(({ id }) => id === active)?.state === 'open';
    const now = threads.find(({ id }) => id === active)?.state;
    const over = active !== null && (now === 'resolved' ? wasOpen : now === undefined && wasOpen);
    this.#set(over ? { threads, active: null } : { threads });
  }

  #set(change: Partial<ThreadStoreState>): void {
    this.#store.setState(change);
  }
}

/** The threads that the filter lets through. */
export function filtered(
  { threads, filter }: Pick<ThreadStoreState, 'threads' | 'filter'>,
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
