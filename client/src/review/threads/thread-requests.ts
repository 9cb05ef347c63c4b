// Threads on the HTTP interface, as the browser asks for them.
import { type Thread, threadListSchema, threadSchema } from '@galley/shared/api/threads.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../../app/api.ts';
import { keys } from '../../app/query-keys.ts';
import type { ThreadCommand } from './thread-commands.ts';

/** GET /api/articles/:id/threads. */
export function threadsQuery(article: ArticleId) {
  return queryOptions({
    queryKey: keys.threads(article),
    queryFn: ({ signal }) =>
      request('GET', `/api/articles/${article}/threads`, { schema: threadListSchema, signal }),
  });
}

/** Does one thing with a thread; gives the thread as it is then, null where it is gone. Throws `ApiProblem`. */
export async function sendThreadCommand(article: ArticleId, command: ThreadCommand): Promise<Thread | null> {
  const base = `/api/articles/${article}/threads`;
  const answer = { schema: threadSchema };
  switch (command.type) {
    case 'create':
      return await request('POST', base, { body: command.thread, ...answer });
    case 'reply':
      return await request('POST', `${base}/${command.thread}/comments`, {
        body: command.comment,
        ...answer,
      });
    case 'change':
      return await request('PATCH', `${base}/${command.thread}`, { body: command.change, ...answer });
    case 'edit': {
      const path = `${base}/${command.thread}/comments/${command.comment}`;
      return await request('PATCH', path, { body: { body: command.body }, ...answer });
    }
    case 'remove':
      // Answered without a body where the thread went with its last comment; the list is asked for anew.
      await request('DELETE', `${base}/${command.thread}/comments/${command.comment}`);
      return null;
    case 'react': {
      const path = `${base}/${command.thread}/comments/${command.comment}/reactions/${encodeURIComponent(command.emoji)}`;
      return await request('PUT', path, { body: { on: command.on }, ...answer });
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
