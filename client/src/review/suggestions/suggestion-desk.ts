// The suggestions of the open article as the page shows them, and whether this person suggests or writes.
import type { Person } from '@galley/shared/api/people.ts';
import type { ArticleId, SuggestionId, UserId } from '@galley/shared/ids.ts';
import { createContext, use, useSyncExternalStore } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskOutbox } from '../outbox-context.ts';
import type { ShownSuggestion } from './shown-suggestions.ts';
import type { SuggestionCommand } from './suggestion-commands.ts';

export interface SuggestionDeskState {
  /** What is typed becomes suggestions. */
  suggesting: boolean;
  suggestions: readonly ShownSuggestion[];
  /** The server has said what there is, or can't be asked. */
  known: boolean;
  people: ReadonlyMap<UserId, Person>;
}

export interface SuggestionRights {
  make: boolean;
  decide: boolean;
}

/** Holds them outside of React, for cards and for the decorations in editors. Destroy it with the page. */
export class SuggestionDesk {
  readonly article: ArticleId;
  readonly me: UserId;
  readonly outbox: DeskOutbox;
  readonly rights: SuggestionRights;
  readonly #store: StoreApi<SuggestionDeskState>;
  #forks = new Set<() => void>();

  constructor(article: ArticleId, me: UserId, rights: SuggestionRights, outbox: DeskOutbox) {
    this.article = article;
    this.me = me;
    this.rights = rights;
    this.outbox = outbox;
    // A reload in the middle of the work goes on with it.
    const suggesting = rights.make && sessionStorage.getItem(modeKey(article)) !== null;
    this.#store = createStore(() => ({ suggesting, suggestions: [], known: false, people: new Map() }));
    window.addEventListener('pagehide', this.keep);
  }

  getState = (): SuggestionDeskState => this.#store.getState();

  subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  destroy(): void {
    window.removeEventListener('pagehide', this.keep);
  }

  setSuggestions(suggestions: readonly ShownSuggestion[], known: boolean): void {
    this.#set({ suggestions, known });
  }

  setPeople(people: ReadonlyMap<UserId, Person>): void {
    if (people !== this.getState().people) this.#set({ people });
  }

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

  #set(change: Partial<SuggestionDeskState>): void {
    this.#store.setState(change);
  }
}

function modeKey(article: ArticleId): string {
  return `galley:suggesting:${article}`;
}

/** The open article's; read it by `useSuggestionDesk`. */
export const SuggestionDeskContext = createContext<SuggestionDesk | null>(null);

/** The open article's suggestions. Throws outside of its page. */
export function useSuggestionDesk(): SuggestionDesk {
  const desk = use(SuggestionDeskContext);
  if (!desk) throw new Error('No article is open here.');
  return desk;
}

/** Renders anew whenever anything of it changes. */
export function useSuggestionDeskState(): SuggestionDeskState {
  const desk = useSuggestionDesk();
  return useSyncExternalStore(desk.subscribe, desk.getState);
}

/** Whether what is typed becomes suggestions. */
export function useSuggesting(): boolean {
  const desk = useSuggestionDesk();
  return useSyncExternalStore(desk.subscribe, () => desk.getState().suggesting);
}
