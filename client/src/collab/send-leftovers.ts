// Sends the unsent changes of articles without showing them.
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { ArticleSession } from './session.ts';

/** One article after the other. What the server refuses goes to the article's tray. */
export async function sendLeftovers(
  articles: readonly ArticleId[],
  user: UserId,
  stopping: AbortSignal,
): Promise<void> {
  for (const article of articles) {
    if (!stopping.aborted) await sendLeftover(article, user, stopping);
  }
}

function sendLeftover(article: ArticleId, user: UserId, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const session = new ArticleSession(article, user, true, () => {});
    // Nobody is there to be seen.
    session.connection.awareness.setLocalState(null);
    const end = () => {
      stopping.removeEventListener('abort', end);
      session.destroy();
      resolve();
    };
    stopping.addEventListener('abort', end);
    session.subscribe(() => {
      const { type } = session.getState().save;
      if (type === 'saved' || type === 'denied') end();
    });
  });
}
