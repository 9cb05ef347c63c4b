// Commands as they wait on a device, in the form of today: an earlier version of the page may have written them.
import type { ThreadSubject } from '@galley/shared/api/threads.ts';
import type { Line } from '@galley/shared/article/document.ts';
import type { SectionId, SuggestionId } from '@galley/shared/ids.ts';
import type { SuggestionChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import { readSubject } from './kept-subjects.ts';
import type { SuggestionCommand } from './suggestions/suggestion-commands.ts';
import type { ThreadCommand } from './threads/thread-commands.ts';

type Command = ThreadCommand | SuggestionCommand;

/** A suggestion as it was said at first: in a section, or in none and for the line that its change names. */
interface OldPut {
  type: 'put';
  id: SuggestionId;
  section: SectionId | null;
  change: SuggestionChange & { line?: Line };
}

/** What is kept is checked by the server alone. */
export function readCommand(kept: unknown): Command {
  const command = kept as Command | OldPut;
  if (command.type === 'put' && 'section' in command) {
    const { type, id, section, change: old } = command;
    const { line, ...change } = old;
    const region = line ?? section;
    if (region !== null) return { type, id, region, change };
  }
  if (command.type === 'create') {
    const subject = readSubject(command.thread.subject) as ThreadSubject;
    return { ...command, thread: { ...command.thread, subject } };
  }
  return command as Command;
}
