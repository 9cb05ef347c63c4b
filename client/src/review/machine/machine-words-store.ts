// Which words of the open article a machine made, as its editors show them: one store an article, outside of React.
import type { MachineMade } from '@galley/shared/api/machine-made.ts';
import type { Person } from '@galley/shared/api/people.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { type QueryClient, QueryObserver } from '@tanstack/react-query';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { peopleByIdQuery } from '../../app/people.ts';
import { whenChanged } from '../when-changed.ts';
import { machineMadeQuery } from './machine-made.ts';

export interface MachineWordsState {
  /** Null until the server has said it. */
  made: MachineMade | null;
  /** Whether the editors show them. */
  shown: boolean;
  people: ReadonlyMap<UserId, Person>;
}

const storageKey = 'galley-machine-words';

/** Follows what the server says. Destroy it with the page. */
export class MachineWordsStore {
  readonly #store: StoreApi<MachineWordsState>;
  readonly #stops: (() => void)[];

  constructor({ client, article }: { client: QueryClient; article: ArticleId }) {
    const made = new QueryObserver(client, machineMadeQuery(article));
    const people = new QueryObserver(client, peopleByIdQuery);
    const now = () => ({
      made: made.getCurrentResult().data ?? null,
      people: people.getCurrentResult().data ?? new Map<UserId, Person>(),
    });
    this.#store = createStore(() => ({ ...now(), shown: localStorage.getItem(storageKey) !== 'hidden' }));
    const renew = whenChanged(
      () => [made.getCurrentResult().data, people.getCurrentResult().data],
      () => this.#store.setState(now()),
    );
    this.#stops = [made.subscribe(renew), people.subscribe(renew)];
  }

  destroy(): void {
    for (const stop of this.#stops) stop();
  }

  getState = (): MachineWordsState => this.#store.getState();

  subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  /** Whether the editors show the words; this browser remembers it. */
  show(shown: boolean): void {
    localStorage.setItem(storageKey, shown ? 'shown' : 'hidden');
    this.#store.setState({ shown });
  }
}
