// What an earlier version of the page left on the device is sent in the form that the server takes today.
import { putSuggestionSchema } from '@galley/shared/api/suggestions.ts';
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
