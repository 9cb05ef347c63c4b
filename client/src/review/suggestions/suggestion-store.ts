// The suggestions of the open article as the page shows them, and whether this person suggests or writes.
import type { Person } from '@galley/shared/api/people.ts';
import type { ArticleId, SuggestionId, UserId } from '@galley/shared/ids.ts';
import { type QueryClient, QueryObserver } from '@tanstack/react-query';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { peopleByIdQuery } from '../../app/people.ts';
import { isAboutSuggestion } from '../commands.ts';
import type { DeskOutbox } from '../outbox-context.ts';
import { whenChanged } from '../when-changed.ts';
import { type ShownSuggestion, withWaiting } from './shown-suggestions.ts';
import type { SuggestionCommand } from './suggestion-commands.ts';
import { suggestionsQuery } from './suggestions-query.ts';

export interface SuggestionStoreState {
  /** What is typed becomes suggestions. */
  suggesting: boolean;
  /** As the server has them, with this person's that are still on their way. */
  suggestions: readonly ShownSuggestion[];
  /** The server has said what there is, or can't be asked, and it is known what waits on this device. */
  known: boolean;
  people: ReadonlyMap<UserId, Person>;
}

export interface SuggestionRights {
  make: boolean;
  decide: boolean;
}

interface SuggestionStoreOptions {
  client: QueryClient;
  outbox: DeskOutbox;
  article: ArticleId;
  me: UserId;
  rights: SuggestionRights;
}

/** Holds them outside of React, for cards and for the decorations in editors. Destroy it with the page. */
export class SuggestionStore {
  readonly article: ArticleId;
  readonly me: UserId;
  readonly outbox: DeskOutbox;
  readonly rights: SuggestionRights;
  readonly #store: StoreApi<SuggestionStoreState>;
  readonly #stops: (() => void)[];
  readonly #forks = new Set<() => void>();

  /** Follows what the server says, what waits to be sent, and who there is. */
  constructor({ client, outbox, article, me, rights }: SuggestionStoreOptions) {
    this.article = article;
    this.me = me;
    this.rights = rights;
    this.outbox = outbox;
    const rows = new QueryObserver(client, suggestionsQuery(article));
    const people = new QueryObserver(client, peopleByIdQuery);
    const shown = () =>
      withWaiting(rows.getCurrentResult().data ?? [], outbox.items.filter(isAboutSuggestion), article, me);
    const isKnown = () => {
      const { data, failureCount } = rows.getCurrentResult();
      return outbox.isLoaded && (data !== undefined || failureCount > 0);
    };
    this.#store = createStore(() => ({
      // A reload in the middle of the work goes on with it.
      suggesting: rights.make && sessionStorage.getItem(modeKey(article)) !== null,
      suggestions: shown(),
      known: isKnown(),
      people: people.getCurrentResult().data ?? new Map(),
    }));
    const renew = whenChanged(
      () => [rows.getCurrentResult().data, outbox.items, isKnown()],
      () => this.#set({ suggestions: shown(), known: isKnown() }),
    );
    const renewPeople = () => {
      const { data } = people.getCurrentResult();
      if (data && data !== this.getState().people) this.#set({ people: data });
    };
    this.#stops = [rows.subscribe(renew), outbox.subscribe(renew), people.subscribe(renewPeople)];
    window.addEventListener('pagehide', this.keep);
  }

  destroy(): void {
    for (const stop of this.#stops) stop();
    window.removeEventListener('pagehide', this.keep);
  }

  getState = (): SuggestionStoreState => this.#store.getState();

  subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  /** Suggesting or writing. */
  setSuggesting(suggesting: boolean): void {
    if (!this.rights.make || suggesting === this.getState().suggesting) return;
    this.keep();
    if (suggesting) sessionStorage.setItem(modeKey(this.article), 'on');
    else sessionStorage.removeItem(modeKey(this.article));
    this.#set({ suggesting });
  }

  find(id: SuggestionId): ShownSuggestion | undefined {
    return this.getState().suggestions.find((one) => one.id === id);
  }

  do(command: SuggestionCommand): void {
    this.outbox.add(this.article, command);
  }

  /** A fork gives how it hands over what has not been handed over yet. */
  addFork(keep: () => void): () => void {
    this.#forks.add(keep);
    return () => this.#forks.delete(keep);
  }

  /** Everything that was typed goes to the outbox. */
  keep = (): void => {
    for (const keep of this.#forks) keep();
  };

  #set(change: Partial<SuggestionStoreState>): void {
    this.#store.setState(change);
  }
}

function modeKey(article: ArticleId): string {
  return `galley:suggesting:${article}`;
}
