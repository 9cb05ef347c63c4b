// @vitest-environment jsdom
// What somebody splits, joins or moves may say the same as what a colleague types or pastes elsewhere at that moment: both
// stand, for both are meant.
import { describe, expect, test } from 'vitest';
import { structuralActs } from './acts-testing.ts';
import { meet, type TestEditor, twoEditors, type } from './editors-testing.ts';

const html = '<p>Anfang hier.</p><p>Die Mitte der Zeile.</p><p>Ende dort.</p>';

const writes: Record<string, (other: TestEditor, words: string) => void> = {
  'types it': (other, words) => type(other, words),
  'pastes it': ({ editor }, words) => void editor.commands.insertContent(words),
  'pastes it as a paragraph': ({ editor }, words) => void editor.commands.insertContent(`<p>${words}</p>`),
};

describe.each(structuralActs)('what is said twice while somebody %s', (_name, act) => {
  test.each(Object.keys(writes))('and another %s', (how) => {
    for (const knows of [false, true]) {
      for (const words of ['Zeile', 'Mitte der', 'Die Mitte der Zeile.']) {
        const [one, other] = twoEditors(html);
        act(one, 3);
        if (knows) meet([one, other]);
        other.editor.commands.setTextSelection(other.at('dort'));
        writes[how]?.(other, words);
        meet([one, other]);
        const said = [one, other].map(({ marked }) => marked.replace(/[[\]|/]/g, ''));
        expect(said[0]).toBe(said[1]);
        for (const word of words.split(' '))
          expect(said[0]?.split(word), `${word} in ${said[0]}`).toHaveLength(3);
        for (const person of [one, other]) person.destroy();
      }
    }
  });
});
