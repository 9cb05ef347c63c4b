// Changes that were written offline in an article that is not open anymore: the desk sends them when it has a connection.
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { articlesWithUnsent } from './app/kept-on-device.ts';
import { useMe } from './app/session.tsx';

/** How long to wait where the editor could not be loaded. */
const retryMs = 3000;

/** Sends what is left when the desk opens, when an article has been left, and when the network is back. */
export function useLeftovers(): void {
  const { id } = useMe();
  const { pathname } = useLocation();
  useEffect(() => {
    const stopping = new AbortController();
    const send = () => {
      const articles = articlesWithUnsent(id).filter((article) => !pathname.includes(article));
      if (navigator.onLine && articles.length > 0) void sendAll(articles, id, stopping.signal);
    };
    send();
    window.addEventListener('online', send, { signal: stopping.signal });
    return () => stopping.abort();
  }, [id, pathname]);
}

/** The editor is loaded only where something is left. The browser says that it is online before anything can be loaded. */
async function sendAll(articles: readonly ArticleId[], user: UserId, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const part = await import('./collab/send-leftovers.ts').catch(() => null);
    if (part) return await part.sendLeftovers(articles, user, stopping);
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}
