import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Line, lineFragment } from '../../article/document.ts';
import { readLine, writeLine } from '../../article/read-article.ts';
import { type Applied, applyChanges, asMade, requote } from './apply.ts';
import { checkChange, inverseOf } from './change.ts';
import { asLine, lineHunks, lineNode, rebaseLine } from './line.ts';
import { regionNode, writeRegion } from './region-node.ts';
import type { LineChange, SuggestionChange } from './suggestion-change.ts';

function documentWith(headline: string): Y.Doc {
  const doc = new Y.Doc();
  writeLine(doc, 'headline', headline);
  return doc;
}

const change = (before: string, after: string): LineChange => ({
  type: 'line',
  before,
  after,
});

/** Accepts suggestions for the headline; gives which of them were. */
function accept(doc: Y.Doc, ...changes: SuggestionChange[]): boolean[] {
  const applied = applyChanges(regionNode(doc, 'headline'), changes);
  if (applied.made.length > 0) writeRegion(doc, 'headline', applied.doc);
  return applied.done;
}

/** Lines of few words, so that two of them often have some in common. */
const line = fc
  .array(fc.constantFrom('war', 'Peace', 'talks', '😀', 'née', '–', '“so”', 'a', ' '), { maxLength: 8 })
  .map((words) => asLine(words.join(' ')));

describe('A suggestion for a line', () => {
  it('makes the line what its author’s fork says, whatever the fork says', () => {
    fc.assert(
      fc.property(line, line, (before, after) => {
        const doc = documentWith(before);
        expect(accept(doc, change(before, after))).toEqual([before !== after]);
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
    accept(doc, change('The mayor spoke for an hour', 'The major spoke for two hours'));
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    expect(readLine(doc, 'headline')).toBe('The major spoke freely for two hours');
  });

  it('changes nothing where others have changed the words that it is about, or said all of it themselves', () => {
    for (const now of ['Talks', 'Peace']) {
      const doc = documentWith(now);
      expect(accept(doc, change('War', 'Peace'))).toEqual([false]);
      expect(readLine(doc, 'headline')).toBe(now);
    }
  });

  it('is found again in a line of which others have changed other words, also by a blank at its end', () => {
    for (const [now, then] of [
      ['War and old peace', 'Word and old peace'],
      ['No war? War and', 'No war? Word and'],
      ['War and peace ', 'Word and peace '],
    ] as const) {
      const doc = documentWith('');
      const text = (lineFragment(doc, 'headline').get(0) as Y.XmlElement).get(0) as Y.XmlText;
      text.insert(0, now);
      expect(accept(doc, change('War and peace', 'Word and peace'))).toEqual([true]);
      expect(text.toString()).toBe(then);
    }
  });

  it('of two for one line both are accepted where they are about different words, at once or one by one', () => {
    const [base, mine, theirs] = ['War and peace', 'Word and peace', 'War and cheese'];
    expect(accept(documentWith(base), change(base, mine), change(base, theirs))).toEqual([true, true]);
    const doc = documentWith(base);
    expect(accept(doc, change(base, mine))).toEqual([true]);
    expect(accept(doc, change(base, theirs))).toEqual([true]);
    expect(readLine(doc, 'headline')).toBe('Word and cheese');
  });

  it('takes out a word beside one that another takes out', () => {
    const base = 'Old war and peace';
    for (const [mine, theirs, then] of [
      ['Old war and', 'Old war peace', 'Old war'],
      ['Old war peace', 'Old war and', 'Old war'],
      ['war and peace', 'Old and peace', 'and peace'],
    ] as const) {
      expect(rebaseLine(base, mine, theirs)?.trim()).toBe(then);
      const doc = documentWith(base);
      expect(accept(doc, change(base, mine), change(base, theirs))).toEqual([true, true]);
      expect(readLine(doc, 'headline')).toBe(then);
    }
  });

  it('of two for an empty line only one is accepted: neither is about a line that says both', () => {
    expect(accept(documentWith(''), change('', 'War'), change('', 'Peace'))).toEqual([true, false]);
    expect(rebaseLine('', 'War', 'Peace')).toBeNull();
    expect(rebaseLine('', 'War', 'War and peace')).toBe('War and peace');
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
      expect(accept(doc, change(before, 'Talks'))).toEqual([true]);
      expect(readLine(doc, 'headline')).toBe('Talks');
      expect(lineFragment(doc, 'headline').length).toBe(1);
    }
  });

  it('goes along when others change other words of the line, and not when they change the same', () => {
    expect(rebaseLine('War and peace', 'War and peace talks', 'Word and peace')).toBe('Word and peace talks');
    expect(rebaseLine('War and peace', 'Fear and peace', 'Word and peace')).toBeNull();
    expect(rebaseLine('War and peace', ' and peace', 'Word and peace')).toBeNull();
    expect(rebaseLine('War and peace', 'Word and peace', 'Word and peace')).toBe('Word and peace');
  });

  it('is refused where what it wants is no line', () => {
    const refused = (after: string, why: RegExp, line: Line = 'headline') =>
      expect(() => checkChange(line, change('War', after))).toThrow(why);
    refused('x'.repeat(501), /at most 500/);
    refused('x'.repeat(2001), /at most 2000/, 'dek');
    for (const text of ['a\nb', 'a\tb', 'a\u0000b', 'a\u2029b', 'a\ud800']) refused(text, /line breaks/);
    refused(' a', /blanks/);
    refused('War', /nothing/);
    checkChange('dek', change('War', 'x'.repeat(2000)));
    checkChange('headline', change('War', ''));
  });

  it('is made of what was typed: line breaks become blanks, and none stay at its ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const after = asLine(typed).slice(0, 100).trim();
        if (after !== 'War') checkChange('headline', change('War', asLine(after)));
      }),
    );
    expect(asLine(' War\nand\u2028peace ')).toBe('War and peace');
  });
});

/** Where somebody changes a line: another word for the one at a place, none, or one more before it. */
const edits = fc.uniqueArray(
  fc.record({ kind: fc.constantFrom('replace', 'delete', 'insert'), at: fc.nat({ max: 7 }) }),
  { selector: ({ at }) => at, minLength: 1, maxLength: 3 },
);
type Edits = readonly { kind: string; at: number }[];

const baseWords = ['amber', 'birch', 'cedar', 'dune', 'ember', 'fjord', 'grove', 'haven'];

/** The words of a line that somebody has changed so; what they bring has their name. */
function edited(by: string, own: Edits): string[] {
  return baseWords.flatMap((word, index) => {
    const kind = own.find(({ at }) => at === index)?.kind;
    const come = `${by}${index}`;
    return kind === 'delete' ? [] : kind === 'replace' ? [come] : kind === 'insert' ? [come, word] : [word];
  });
}

const base = baseWords.join(' ');
const wordsIn = (text: string) => text.split(' ').filter((word) => word !== '');

describe('A line for which several suggest while others write in it', () => {
  const suggestions = fc.array(edits, { minLength: 1, maxLength: 4 });
  const order = fc.array(fc.nat(), { minLength: 4, maxLength: 4 });

  it('loses nobody’s words and has none twice, in whichever order it is decided', () => {
    fc.assert(
      fc.property(suggestions, edits, order, fc.nat(4), (all, writing, turns, when) => {
        let stands = lineNode(base);
        const open = all.map((own, by) => ({
          by: `s${by}`,
          change: change(base, edited(`s${by}`, own).join(' ')),
        }));
        const accepted: string[] = [];
        const write = () => {
          const now = rebaseLine(base, stands.textContent, edited('w', writing).join(' '));
          if (now === null) return;
          stands = lineNode(now);
          accepted.push('w');
        };
        for (let turn = 0; open.length > 0; turn += 1) {
          if (turn === when) write();
          const [next] = open.splice((turns[turn % turns.length] ?? 0) % open.length, 1);
          if (!next) break;
          const applied: Applied = applyChanges(stands, [next.change]);
          if (applied.done[0]) accepted.push(next.by);
          for (const other of open) other.change = requote(stands, applied, other.change) as LineChange;
          stands = applied.doc;
        }
        const words = wordsIn(stands.textContent);
        expect(stands.textContent.trim()).not.toContain('  ');
        expect(new Set(words).size).toBe(words.length);
        const editsOf = (by: string) => (by === 'w' ? writing : (all[Number(by.slice(1))] ?? []));
        for (const by of accepted)
          for (const { kind, at } of editsOf(by))
            expect([by, at, words.includes(`${by}${at}`)]).toEqual([by, at, kind !== 'delete']);
        const gone = new Set(
          accepted.flatMap((by) =>
            editsOf(by).flatMap(({ kind, at }) => (kind === 'insert' ? [] : [baseWords[at]])),
          ),
        );
        expect(words.filter((word) => baseWords.includes(word))).toEqual(
          baseWords.filter((word) => !gone.has(word)),
        );
      }),
      { numRuns: 1500 },
    );
  });

  it('takes all of those that are about different words, also one by one', () => {
    // Every suggestion has a word of its own, with one between it and the next.
    const own = fc.constantFrom('replace', 'delete', 'insert');
    fc.assert(
      fc.property(fc.array(own, { minLength: 4, maxLength: 4 }), order, (kinds, turns) => {
        const open = kinds.map((kind, by) =>
          change(base, edited(`s${by}`, [{ kind, at: 2 * by }]).join(' ')),
        );
        const wanted = kinds.flatMap((kind, by) =>
          edited(`s${by}`, [{ kind, at: 2 * by }]).slice(
            2 * by,
            2 * by + (kind === 'delete' ? 1 : kind === 'replace' ? 2 : 3),
          ),
        );
        const atOnce = applyChanges(lineNode(base), open);
        expect(atOnce.done).toEqual(open.map(() => true));
        expect(wordsIn(atOnce.doc.textContent)).toEqual(wanted);
        // Nothing is quoted anew: each is found again in the line as the others have made it.
        let stands = lineNode(base);
        for (let turn = 0; open.length > 0; turn += 1) {
          const applied = applyChanges(stands, open.splice((turns[turn] ?? 0) % open.length, 1));
          expect(applied.done).toEqual([true]);
          stands = applied.doc;
        }
        expect(wordsIn(stands.textContent)).toEqual(wanted);
      }),
    );
  });

  it('says what it said before when a decision is taken back, but for what others did since', () => {
    fc.assert(
      fc.property(edits, edits, (own, others) => {
        const [mine, theirs] = [edited('s', own).join(' '), edited('w', others).join(' ')];
        const before = lineNode(theirs);
        const applied = applyChanges(before, [change(base, mine)]);
        fc.pre(applied.done[0] === true);
        const made = asMade(before, applied, 0, change(base, mine));
        const back = applyChanges(applied.doc, [inverseOf(made)]);
        expect([back.done, back.doc.textContent.trim()]).toEqual([[true], theirs]);
      }),
    );
  });
});
