// The desk's live events in the browser: one socket a tab. It keeps who is in which article, and makes the queries
// stale whose data changed on the server.
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { type LiveEvent, liveEventSchema } from '@galley/shared/wire/live.ts';
import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { notifyVoided } from '../review/notify-voided.tsx';
import { takeOverSuggestion } from '../review/suggestions/take-over-suggestion.ts';
import { keys } from './query-keys.ts';
import { createRefresher, type Refresher } from './refresher.ts';

/** Opens the socket and keeps it open. Gives the function that closes it for good. */
export function startLive(client: QueryClient): () => void {
  let socket: WebSocket | null = null;
  let attempts = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const refresher = createRefresher(client);

  const connect = () => {
    if (stopped) return;
    clearTimeout(timer);
    socket = new WebSocket(liveUrl());
    socket.onopen = () => {
      // Whatever happened while there was no socket was missed.
      if (attempts > 0 || store.state === 'offline') void client.invalidateQueries();
      attempts = 0;
      store.setState('online');
    };
    socket.onmessage = (message) => {
      const event = liveEventSchema.safeParse(parseJson(message.data));
      if (event.success) handle(event.data, client, refresher);
    };
    socket.onclose = () => {
      socket = null;
      if (stopped) return;
      if (attempts > 0) store.setState('offline');
      // The server closes the socket when the session ends, so ask who we are.
      void client.invalidateQueries({ queryKey: keys.session });
      timer = setTimeout(connect, reconnectDelay(attempts++));
    };
  };
  const reconnectNow = () => {
    if (!socket) connect();
  };

  connect();
  window.addEventListener('online', reconnectNow);
  return () => {
    stopped = true;
    clearTimeout(timer);
    refresher.stop();
    window.removeEventListener('online', reconnectNow);
    socket?.close();
    store.clear();
  };
}

/** Who is in this article now, by the server's word. */
export function useWhoIsIn(article: ArticleId): readonly UserId[] {
  return useSyncExternalStore(store.subscribe, () => store.presence.get(article) ?? nobody);
}

/** Whether the live socket stands; `offline` only after more than one failed attempt. */
export function useLiveState(): 'online' | 'offline' {
  return useSyncExternalStore(store.subscribe, () => store.state);
}

const nobody: readonly UserId[] = [];

/** What the socket said last, outside React: many cards read it, each only its own article. */
const store = {
  presence: new Map<string, readonly UserId[]>(),
  state: 'online' as 'online' | 'offline',
  listeners: new Set<() => void>(),
  subscribe: (listener: () => void) => {
    store.listeners.add(listener);
    return () => store.listeners.delete(listener);
  },
  changed() {
    for (const listener of store.listeners) listener();
  },
  setState(state: 'online' | 'offline') {
    if (store.state === state) return;
    store.state = state;
    store.changed();
  },
  setPresence(article: string, people: readonly string[]) {
    if (people.length === 0) store.presence.delete(article);
    else store.presence.set(article, people as readonly UserId[]);
  },
  clear() {
    store.presence.clear();
    store.state = 'online';
    store.changed();
  },
};

function handle(event: LiveEvent, client: QueryClient, refresher: Refresher): void {
  switch (event.type) {
    case 'article':
      refresher.soon(keys.articleLists);
      if (event.id === null) for (const name of ['article', 'publication']) refresher.soon([name]);
      else {
        refresher.soon(keys.article(event.id as ArticleId));
        refresher.soon(keys.publication(event.id as ArticleId));
      }
      return;
    case 'threads':
      void client.invalidateQueries({ queryKey: keys.threads(event.article as ArticleId) });
      // The board counts them.
      refresher.soon(keys.articleLists);
      refresher.soon(keys.timeline(event.article as ArticleId));
      return;
    case 'suggestions':
      if (event.suggestion) takeOverSuggestion(client, event.suggestion);
      else void client.invalidateQueries({ queryKey: keys.suggestions(event.article as ArticleId) });
      return;
    case 'history':
      void client.invalidateQueries({ queryKey: keys.history(event.article as ArticleId) });
      return;
    case 'sections': {
      const article = event.article as ArticleId;
      void client.invalidateQueries({ queryKey: keys.sections(article) });
      void client.invalidateQueries({ queryKey: keys.publication(article) });
      refresher.soon(keys.articleLists);
      refresher.soon(keys.timeline(article));
      return;
    }
    case 'approval-voided':
      void notifyVoided(client, event.article as ArticleId);
      return;
    case 'inbox':
      void client.invalidateQueries({ queryKey: keys.inbox });
      return;
    case 'people':
      void client.invalidateQueries({ queryKey: keys.people });
      return;
    case 'templates':
      void client.invalidateQueries({ queryKey: keys.templates });
      return;
    case 'session':
      void client.invalidateQueries({ queryKey: keys.session });
      return;
    case 'presence':
      store.setPresence(event.article, event.people);
      store.changed();
      return;
    case 'presence-all':
      store.presence.clear();
      for (const [article, people] of Object.entries(event.articles)) store.setPresence(article, people);
      store.changed();
  }
}

function reconnectDelay(attempt: number): number {
  return Math.min(500 * 2 ** attempt, 15_000) * (0.75 + Math.random() / 2);
}

function liveUrl(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`;
}

function parseJson(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}
