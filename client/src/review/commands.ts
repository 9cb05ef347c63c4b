// What people do beside the text, as the outbox sends it: commands on threads and on suggestions.
import type { Suggestion } from '@galley/shared/api/suggestions.ts';
import type { Thread } from '@galley/shared/api/threads.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import type { QueryClient } from '@tanstack/react-query';
import { isDelay, isRefusal } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';
import { takeOverSuggestion } from '../app/take-over-suggestion.ts';
import { showProblem } from '../app/toasts.ts';
import type { OutboxOptions } from '../outbox/outbox.ts';
import type { Waiting } from '../outbox/outbox-database.ts';
import { readCommand } from './kept-commands.ts';
import { type SuggestionCommand, sendSuggestion } from './suggestions/suggestion-commands.ts';
import type { ThreadCommand } from './threads/thread-commands.ts';
import { sendThreadCommand, withThread } from './threads/thread-requests.ts';

export type DeskCommand = ThreadCommand | SuggestionCommand;

function isSuggestionCommand(command: DeskCommand): command is SuggestionCommand {
  return command.type === 'put' || command.type === 'withdraw';
}

/** Whether what waits is a command on a suggestion. */
export function isAboutSuggestion(waiting: Waiting<DeskCommand>): waiting is Waiting<SuggestionCommand> {
  return isSuggestionCommand(waiting.command);
}

/** Whether what waits is a command on a thread. */
export function isAboutThread(waiting: Waiting<DeskCommand>): waiting is Waiting<ThreadCommand> {
  return !isSuggestionCommand(waiting.command);
}

/** How commands are sent, and what the answers make of the lists that the browser keeps. */
export function commandsOver(client: QueryClient): Omit<OutboxOptions<DeskCommand>, 'user'> {
  return {
    read: readCommand,
    send: (article, command) =>
      isSuggestionCommand(command)
        ? changeSuggestion(client, article, command)
        : changeThread(client, article, command),
    isRefusal,
    isDelay,
    onRefused: ({ article, command }, problem) => {
      showProblem(problem);
      if (isSuggestionCommand(command))
        void client.invalidateQueries({ queryKey: keys.suggestions(article) });
    },
    // Of a suggestion the last word counts.
    replaces: (later, earlier) =>
      isSuggestionCommand(later) && isSuggestionCommand(earlier) && later.id === earlier.id,
  };
}

async function changeSuggestion(client: QueryClient, article: ArticleId, command: SuggestionCommand) {
  const suggestion = await sendSuggestion(article, command);
  if (suggestion) takeOverSuggestion(client, suggestion);
  else
    client.setQueryData(keys.suggestions(article), (before: Suggestion[] | undefined) =>
      before?.filter(({ id }) => id !== command.id),
    );
}

async function changeThread(client: QueryClient, article: ArticleId, command: ThreadCommand) {
  const queryKey = keys.threads(article);
  const thread = await sendThreadCommand(article, command);
  if (thread) client.setQueryData(queryKey, (before: Thread[] | undefined) => withThread(before, thread));
  void client.invalidateQueries({ queryKey });
}
