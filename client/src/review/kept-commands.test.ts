// What an earlier version of the page left on the device is sent in the form that the server takes today.
import { putSuggestionSchema } from '@galley/shared/api/suggestions.ts';
import { newThreadSchema } from '@galley/shared/api/threads.ts';
import { newId, type SectionId } from '@galley/shared/ids.ts';
import { expect, test } from 'vitest';
import { readCommand } from './kept-commands.ts';

const id = newId<string>();
const section = newId<SectionId>();
const before = [{ type: 'text', text: 'nine' }];
const inText = { type: 'text', block: 'block', prefix: '', suffix: '', at: 0, before, after: [] };

test.each([
  [
    { section, change: inText },
    { region: section, change: inText },
  ],
  [
    { section: null, change: { type: 'line', line: 'lead-alt', before: 'Boats', after: 'Ships' } },
    { region: 'lead-alt', change: { type: 'line', before: 'Boats', after: 'Ships' } },
  ],
])('a suggestion %j', (old, now) => {
  const command = readCommand({ type: 'put', id, ...old });
  expect(command).toEqual({ type: 'put', id, ...now });
  expect(putSuggestionSchema.parse(command)).toEqual(now);
  expect(readCommand(command)).toEqual(command);
});

test.each([
  [
    { type: 'section', section },
    { type: 'region', region: section },
  ],
  [
    { type: 'line', line: 'lead-alt' },
    { type: 'region', region: 'lead-alt' },
  ],
  [{ type: 'block', section, block: 'block' }],
  [{ type: 'article' }],
])('a comment on %j', (old, now: object = old) => {
  const thread = { id, blocking: false, comment: { id, body: 'Why?' } };
  const command = readCommand({ type: 'create', thread: { ...thread, subject: old } });
  expect(command).toEqual({ type: 'create', thread: { ...thread, subject: now } });
  expect(newThreadSchema.parse('thread' in command && command.thread)).toEqual({ ...thread, subject: now });
  expect(readCommand(command)).toEqual(command);
});
