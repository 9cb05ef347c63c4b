// Suggesting words by one click beside what one has suggested already.
import { lineSchema } from '@galley/shared/article/schema/schema.ts';
import type { SuggestionId, UserId } from '@galley/shared/ids.ts';
import { expect, test } from 'vitest';
import type { ShownSuggestion } from '../review/suggestions/shown-suggestions.ts';
import type { SuggestionCommand } from '../review/suggestions/suggestion-commands.ts';
import { suggestWords } from './replace-words.ts';

const me = 'ben' as UserId;
const headline = lineSchema.nodeFromJSON({
  type: 'doc',
  content: [{ type: 'line', content: [{ type: 'text', text: 'We utilize ships' }] }],
});

function suggest(own: { before: string; after: string } | null, waiting?: object) {
  const done: SuggestionCommand[] = [];
  const row = {
    ...{ id: 'theirs' as SuggestionId, region: 'headline', author: me, state: 'open', waiting },
    change: { type: 'line', ...own },
  } as ShownSuggestion;
  const store = {
    me,
    getState: () => ({ suggesting: false, suggestions: own ? [row] : [], known: true, people: new Map() }),
    do: (command: SuggestionCommand) => void done.push(command),
  };
  const could = suggestWords(store, 'headline', headline, { from: 4, to: 11 }, 'use');
  return { could, wanted: done.map((one) => one.type === 'put' && one.change) };
}

test('one’s own wording of this headline takes the words in, and one of an older headline stays as it is', () => {
  const change = { type: 'line', before: 'We utilize ships' };
  expect(suggest(null)).toEqual({ could: true, wanted: [{ ...change, after: 'We use ships' }] });
  expect(suggest({ before: 'We utilize ships', after: 'We utilize many ships' })).toEqual({
    could: true,
    wanted: [{ ...change, after: 'We use many ships' }],
  });
  expect(suggest({ before: 'We utilize boats', after: 'Boats are ours' })).toEqual({
    could: false,
    wanted: [],
  });
});

test('a wording that the server refused is none that would be lost', () => {
  const refused = suggest({ before: 'We utilize boats', after: 'Boats are ours' }, { failed: true });
  expect(refused.could).toBe(true);
});
