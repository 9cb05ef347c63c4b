// Threads on the HTTP interface, as the browser asks for them.
import type { Thread } from '@galley/shared/api/threads.ts';
import { threadRoutes } from '@galley/shared/contract/threads.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { keys } from '../../app/query-keys.ts';
import type { ThreadCommand } from './thread-commands.ts';

/** All threads of an article. */
export function threadsQuery(article: ArticleId) {
  return queryOptions({
    queryKey: keys.threads(article),
    queryFn: ({ signal }) => call(threadRoutes.listThreads, { params: { id: article }, signal }),
  });
}

/** Does one thing with a thread; gives the thread as it is then, null where it is gone. Throws `ApiProblem`. */
export async function sendThreadCommand(id: ArticleId, command: ThreadCommand): Promise<Thread | null> {
  switch (command.type) {
    case 'create':
      return await call(threadRoutes.openThread, { params: { id }, body: command.thread });
    case 'reply': {
      const { thread, comment } = command;
      return await call(threadRoutes.addComment, { params: { id, thread }, body: comment });
    }
    case 'change': {
      const { thread, change } = command;
      return await call(threadRoutes.changeThread, { params: { id, thread }, body: change });
    }
    case 'edit': {
      const { thread, comment, body } = command;
      return await call(threadRoutes.changeComment, { params: { id, thread, comment }, body: { body } });
    }
    case 'remove': {
      const { thread, comment } = command;
      // Answered without a body where the thread went with its last comment; the list is asked for anew.
      await call(threadRoutes.removeComment, { params: { id, thread, comment } });
      return null;
    }
    case 'react': {
      const { thread, comment, emoji, on } = command;
      return await call(threadRoutes.react, { params: { id, thread, comment, emoji }, body: { on } });
    }
  }
}

/** The list with one thread as it is now. */
export function withThread(threads: readonly Thread[] | undefined, thread: Thread): Thread[] {
  const list = threads ?? [];
  return list.some(({ id }) => id === thread.id)
    ? list.map((one) => (one.id === thread.id ? thread : one))
    : [...list, thread];
}
