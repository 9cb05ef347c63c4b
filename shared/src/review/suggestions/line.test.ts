import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { lineFragment } from '../../article/document.ts';
import { readLine, writeLine } from '../../article/read-article.ts';
import { checkChange } from './change.ts';
import { applyLine, asLine, lineHunks, lineNode, rebaseLine } from './line.ts';
import type { LineChange } from './suggestion-change.ts';

function documentWith(headline: string): Y.Doc {
  const doc = new Y.Doc();
  writeLine(doc, 'headline', headline);
  return doc;
}

const change = (before: string, after: string): LineChange => ({
  type: 'line',
  line: 'headline',
  before,
  after,
});

/** Lines of few words, so that two of them often have some in common. */
const line = fc
  .array(fc.constantFrom('war', 'Peace', 'talks', '😀', 'née', '–', '“so”', 'a', ' '), { maxLength: 8 })
  .map((words) => asLine(words.join(' ')));

describe('A suggestion for a line', () => {
  it('makes the line what its author’s fork says, whatever the fork says', () => {
    fc.assert(
      fc.property(line, line, (before, after) => {
        const doc = documentWith(before);
        expect(applyLine(doc, change(before, after))).toBe(true);
        expect(readLine(doc, 'headline')).toBe(after);
        expect(lineFragment(doc, 'headline').length).toBe(1);
      }),
    );
  });

  it('is shown as replacements that make the one line of the other', () => {
    fc.assert(
      fc.property(line, line, (before, after) => {
        const now = lineNode(after);
        let shown = before;
        for (const { from, to, forkFrom, forkTo } of lineHunks(before, after).reverse())
          shown = `${shown.slice(0, from - 1)}${now.textBetween(forkFrom, forkTo)}${shown.slice(to - 1)}`;
        expect(shown).toBe(after);
      }),
    );
  });

  it('leaves the words alone that stay: what somebody else writes into them meanwhile is kept', () => {
    const doc = documentWith('The mayor spoke for an hour');
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    const words = (lineFragment(other, 'headline').get(0) as Y.XmlElement).get(0) as Y.XmlText;
    words.insert(15, ' freely');
    applyLine(doc, change('The mayor spoke for an hour', 'The major spoke for two hours'));
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    expect(readLine(doc, 'headline')).toBe('The major spoke freely for two hours');
  });

  it('changes nothing where the line says something else than what was seen', () => {
    const doc = documentWith('Talks');
    expect(applyLine(doc, change('War', 'Peace'))).toBe(false);
    expect(readLine(doc, 'headline')).toBe('Talks');
  });

  it('fills a line that is empty or was never written, and one that two people began at once', () => {
    const empty = documentWith('');
    const none = new Y.Doc();
    const two = documentWith('War');
    Y.applyUpdate(two, Y.encodeStateAsUpdate(documentWith('and peace')));
    expect(lineFragment(two, 'headline').length).toBe(2);
    for (const [doc, before] of [
      [empty, ''],
      [none, ''],
      [two, readLine(two, 'headline')],
    ] as const) {
      expect(applyLine(doc, change(before, 'Talks'))).toBe(true);
      expect(readLine(doc, 'headline')).toBe('Talks');
      expect(lineFragment(doc, 'headline').length).toBe(1);
    }
  });

  it('goes along when others change other words of the line, and not when they change the same', () => {
    expect(rebaseLine('War and peace', 'War and peace talks', 'Word and peace')).toBe('Word and peace talks');
    expect(rebaseLine('War and peace', 'Fear and peace', 'Word and peace')).toBeNull();
    expect(rebaseLine('War and peace', 'Word and peace', 'Word and peace')).toBe('Word and peace');
  });

  it('is refused where what it wants is no line', () => {
    const refused = (after: string, why: RegExp, line: LineChange['line'] = 'headline') =>
      expect(() => checkChange({ type: 'line', line, before: 'War', after })).toThrow(why);
    refused('x'.repeat(501), /at most 500/);
    refused('x'.repeat(2001), /at most 2000/, 'dek');
    for (const text of ['a\nb', 'a\tb', 'a\u0000b', 'a\u2029b', 'a\ud800']) refused(text, /line breaks/);
    refused(' a', /blanks/);
    refused('War', /nothing/);
    checkChange({ type: 'line', line: 'dek', before: 'War', after: 'x'.repeat(2000) });
    checkChange(change('War', ''));
  });

  it('is made of what was typed: line breaks become blanks, and none stay at its ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const after = asLine(typed).slice(0, 100).trim();
        if (after !== 'War') checkChange(change('War', asLine(after)));
      }),
    );
    expect(asLine(' War\nand\u2028peace ')).toBe('War and peace');
  });
});
