// The desk's live events in the browser: one socket a tab. It keeps who is in which article, and makes the queries
// stale whose data changed on the server.
import type { MachineMade } from '@galley/shared/api/machine-made.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { type LiveEvent, liveEventSchema, liveSocketPath } from '@galley/shared/wire/live.ts';
import type { QueryClient } from '@tanstack/react-query';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { notifyVoided } from './notify-voided.tsx';
import { keys } from './query-keys.ts';
import { createRefresher, type Refresher } from './refresher.ts';
import { takeOverSuggestion } from './take-over-suggestion.ts';

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
      if (attempts > 0 || store.getState().state === 'offline') void client.invalidateQueries();
      attempts = 0;
      store.setState({ state: 'online' });
    };
    socket.onmessage = (message) => {
      const event = liveEventSchema.safeParse(parseJson(message.data));
      if (event.success) handleLiveEvent(event.data, client, refresher);
    };
    socket.onclose = () => {
      socket = null;
      if (stopped) return;
      if (attempts > 0) store.setState({ state: 'offline' });
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
    store.setState(store.getInitialState());
  };
}

/** Who is in this article now, by the server's word. */
export function useWhoIsIn(article: ArticleId): readonly UserId[] {
  return useStore(store, ({ presence }) => presence.get(article) ?? nobody);
}

/** Whether the live socket stands; `offline` only after more than one failed attempt. */
export function useLiveState(): 'online' | 'offline' {
  return useStore(store, ({ state }) => state);
}

const nobody: readonly UserId[] = [];

/** What the socket said last, outside React: many cards read it, each only its own article. */
const store = createStore<{
  presence: ReadonlyMap<string, readonly UserId[]>;
  state: 'online' | 'offline';
}>(() => ({ presence: new Map(), state: 'online' }));

/** Who is in these articles now, beside what is known of others. */
function setPresence(
  articles: Readonly<Record<string, readonly string[]>>,
  others: ReadonlyMap<string, readonly UserId[]>,
): void {
  const presence = new Map(others);
  for (const [article, people] of Object.entries(articles))
    if (people.length === 0) presence.delete(article);
    else presence.set(article, people as readonly UserId[]);
  store.setState({ presence });
}

/** Makes stale what an event says has changed, or takes over what it brings. */
export function handleLiveEvent(event: LiveEvent, client: QueryClient, refresher: Refresher): void {
  switch (event.type) {
    case 'article':
      refresher.soon(keys.articleLists);
      // Where pictures are used follows from the texts.
      refresher.soon(keys.picture);
      if (event.id === null) for (const name of ['article', 'publication']) refresher.soon([name]);
      else {
        refresher.soon(keys.article(event.id));
        refresher.soon(keys.publication(event.id));
        refreshMachineWords(event.id, client, refresher);
      }
      return;
    case 'threads':
      void client.invalidateQueries({ queryKey: keys.threads(event.article) });
      // The board counts them.
      refresher.soon(keys.articleLists);
      refresher.soon(keys.timeline(event.article));
      return;
    case 'suggestions':
      if (event.suggestion) takeOverSuggestion(client, event.suggestion);
      else void client.invalidateQueries({ queryKey: keys.suggestions(event.article) });
      return;
    case 'machine-made':
      void client.invalidateQueries({ queryKey: keys.machineMade(event.article) });
      void client.invalidateQueries({ queryKey: keys.publication(event.article) });
      return;
    case 'history':
      void client.invalidateQueries({ queryKey: keys.history(event.article) });
      return;
    case 'sections': {
      const article = event.article;
      void client.invalidateQueries({ queryKey: keys.sections(article) });
      void client.invalidateQueries({ queryKey: keys.publication(article) });
      refresher.soon(keys.articleLists);
      refresher.soon(keys.timeline(article));
      return;
    }
    case 'approval-voided':
      void notifyVoided(client, event.article);
      return;
    case 'inbox':
      refresher.soon(keys.inbox);
      return;
    case 'people':
      void client.invalidateQueries({ queryKey: keys.people });
      return;
    case 'templates':
      void client.invalidateQueries({ queryKey: keys.templates });
      // What an article needs before it is published follows from them.
      refresher.soon(['publication']);
      return;
    case 'house-style':
      void client.invalidateQueries({ queryKey: keys.houseStyle });
      refresher.soon(['publication']);
      return;
    case 'pictures':
      refresher.soon(keys.pictures);
      // What may be published, and until when, follows from them.
      refresher.soon(keys.articleLists);
      refresher.soon(['publication']);
      return;
    case 'session':
      void client.invalidateQueries({ queryKey: keys.session });
      return;
    case 'presence':
      setPresence({ [event.article]: event.people }, store.getState().presence);
      return;
    case 'presence-all':
      setPresence(event.articles, new Map());
  }
}

/** Where words are marked they may stand elsewhere by now; most articles have none. */
function refreshMachineWords(article: ArticleId, client: QueryClient, refresher: Refresher): void {
  const known = client.getQueryData<MachineMade>(keys.machineMade(article));
  if (known?.hasMarks) refresher.soon(keys.machineMade(article));
}

function reconnectDelay(attempt: number): number {
  return Math.min(500 * 2 ** attempt, 15_000) * (0.75 + Math.random() / 2);
}

function liveUrl(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${liveSocketPath}`;
}

function parseJson(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}
