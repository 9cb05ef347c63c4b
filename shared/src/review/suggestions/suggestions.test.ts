import type { Node } from '@tiptap/pm/model';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { canSplit } from '@tiptap/pm/transform';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NodeJson, pictureTextLimits } from '../../article/content.ts';
import { ContentError } from '../../article/content-error.ts';
import { withTextsAsNodes } from '../../article/picture-texts.ts';
import { checkedDocument } from '../../article/read-article.ts';
import { pictureTextsIn } from '../../article/schema/figure.ts';
import { cell, figure, h, item, p, row, t, table, ul } from '../../article/testing.ts';
import { newId, type SectionId } from '../../ids.ts';
import { applyChanges, requote } from './apply.ts';
import { changeOf, checkChange, isFormatting, textsOf } from './change.ts';
import { diffSections } from './hunks.ts';
import { faceOf } from './nodes.ts';
import { locate } from './place.ts';
import { rebase } from './rebase.ts';
import type { SectionChange, SuggestionChange } from './suggestion-change.ts';

const here = newId<SectionId>();

const text = (doc: Node) => doc.textBetween(0, doc.content.size, '\n', '\n');

/** The same blocks with other content, under the same ids. */
function say(block: NodeJson, ...content: NodeJson[]): NodeJson {
  return { ...block, content };
}

function proposals(base: Node, fork: Node): SectionChange[] {
  return diffSections(base, fork).map((hunk) => changeOf(base, fork, hunk));
}

describe('The words of a picture', () => {
  const picture = figure('apicture', 'Boats', 'The harbor at dawn', '');
  const said = (block: NodeJson, words: Partial<Record<'alt' | 'caption' | 'credit', string>>): NodeJson => ({
    ...block,
    attrs: { ...block.attrs, ...words },
  });
  const documentOf = (...blocks: NodeJson[]) => checkedDocument(withTextsAsNodes(blocks));
  const base = documentOf(p('Before.'), picture, p('Behind.'));
  const forkWith = (words: Parameters<typeof said>[1]) => {
    const [before, , behind] = base.children.map((child) => child.toJSON() as NodeJson);
    return documentOf(before as NodeJson, said(picture, words), behind as NodeJson);
  };
  const words = (doc: Node) => pictureTextsIn(doc.child(1));

  it('are suggested on word by word, each text on its own, and the others’ words stay', () => {
    const [caption] = proposals(base, forkWith({ caption: 'The old harbor at dawn' }));
    const [credit] = proposals(base, forkWith({ credit: 'Amira Haddad' }));
    const [alt] = proposals(base, forkWith({ alt: 'Two boats' }));
    if (!caption || !credit || !alt) throw new Error('There is a suggestion for each text.');
    expect(textsOf(caption)).toEqual({ before: '', after: 'old ' });
    for (const change of [caption, credit, alt]) expect(() => checkChange(here, change)).not.toThrow();
    const { doc, done } = applyChanges(base, [caption, credit, alt]);
    expect(done).toEqual([true, true, true]);
    expect(words(doc)).toEqual({
      alt: 'Two boats',
      caption: 'The old harbor at dawn',
      credit: 'Amira Haddad',
    });
    const { fork, lost } = rebase(
      base,
      forkWith({ credit: 'Somebody' }),
      forkWith({ caption: 'The old harbor' }),
    );
    expect(lost).toEqual([]);
    expect(words(fork)).toMatchObject({ caption: 'The old harbor', credit: 'Somebody' });
  });

  it('stay at their picture: neither the same words elsewhere nor those of another picture are meant', () => {
    const [change] = proposals(base, forkWith({ caption: 'The harbor at dusk' }));
    if (!change) throw new Error('Something is suggested.');
    const elsewhere = documentOf(p('The harbor at dawn'), figure('another', '', 'The harbor at dawn'));
    expect(locate(elsewhere, change)).toBeNull();
    const text = p('The harbor at dawn lies still and waits.');
    const [inText] = proposals(
      documentOf(text),
      documentOf(say(text, t('The harbor at dusk lies still and waits.'))),
    );
    const onlyCaption = documentOf(figure('another', '', 'The harbor at dawn lies still and waits.'));
    expect(inText && locate(onlyCaption, inText)).toBeNull();
  });

  it('take neither formatting nor breaks nor more than they hold', () => {
    const [change] = proposals(base, forkWith({ credit: 'Amira' }));
    if (change?.type !== 'text') throw new Error('It is a change of a text.');
    const wanted = (after: NodeJson[]) => applyChanges(base, [{ ...change, after }]).done;
    expect(wanted([t('Amira', 'bold')])).toEqual([false]);
    expect(wanted([{ type: 'hardBreak' }])).toEqual([false]);
    expect(wanted([t('x'.repeat(pictureTextLimits.credit + 1))])).toEqual([false]);
    expect(wanted([t('x'.repeat(pictureTextLimits.credit))])).toEqual([true]);
  });
});

describe('What a fork proposes', () => {
  it('is words, where words differ', () => {
    const block = p('The council met on Monday.');
    const base = checkedDocument([block]);
    const fork = checkedDocument([say(block, t('The whole council met on Tuesday.'))]);
    expect(proposals(base, fork).map(textsOf)).toEqual([
      { before: '', after: 'whole ' },
      { before: 'Monday', after: 'Tuesday' },
    ]);
  });

  it('is one replacement where only a blank stays between two words', () => {
    const block = p('It was red wine today.');
    const fork = checkedDocument([say(block, t('It was white beer today.'))]);
    expect(proposals(checkedDocument([block]), fork).map(textsOf)).toEqual([
      { before: 'red wine', after: 'white beer' },
    ]);
  });

  it('is formatting, where the words stay', () => {
    const block = p('A word counts.');
    const fork = checkedDocument([say(block, t('A '), t('word', 'bold'), t(' counts.'))]);
    const [change, ...others] = proposals(checkedDocument([block]), fork);
    expect(others).toEqual([]);
    expect(change && isFormatting(change)).toBe(true);
  });

  it('is whole blocks, where they come, go, or change their kind', () => {
    const [first, second, third] = [p('One.'), p('Two.'), p('Three.')];
    const base = checkedDocument([first, second, third]);
    const heading = { ...h(2, 'Two.'), attrs: { id: second.attrs?.id, level: 2 } };
    expect(proposals(base, checkedDocument([first, heading, third])).map(({ type }) => type)).toEqual([
      'blocks',
    ]);
    expect(proposals(base, checkedDocument([first, third])).map(textsOf)).toEqual([
      { before: 'Two.', after: '' },
    ]);
    const more = checkedDocument([first, p('One and a half.'), second, third]);
    expect(proposals(base, more).map(textsOf)).toEqual([{ before: '', after: 'One and a half.' }]);
  });

  it('is one replacement for a split and for a join, so that half of it never doubles text', () => {
    const [first, second] = [p('One two.'), p('Three.')];
    const base = checkedDocument([first, second]);
    const split = checkedDocument([say(first, t('One')), p(' two.'), second]);
    expect(proposals(base, split)).toHaveLength(1);
    const join = checkedDocument([say(first, t('One two.Three.'))]);
    expect(proposals(base, join)).toHaveLength(1);
  });

  it('is one item of a list, and one paragraph in a table', () => {
    const list = ul(item(p('a')), item(p('b')));
    const grid = table(row(cell(p('x')), cell(p('y'))));
    const base = checkedDocument([list, grid]);
    const [one, two] = list.content ?? [];
    const more = say(list, ...[one, item(p('new')), two].flatMap((node) => node ?? []));
    expect(proposals(base, checkedDocument([more, grid])).map(textsOf)).toEqual([
      { before: '', after: 'new' },
    ]);
    const json = JSON.parse(JSON.stringify(grid).replace('"x"', '"z"')) as NodeJson;
    expect(proposals(base, checkedDocument([list, json])).map(textsOf)).toEqual([
      { before: 'x', after: 'z' },
    ]);
  });

  it('leaves anchors of threads out of account', () => {
    const block = p('A word counts.');
    const anchor = { type: 'anchor', attrs: { id: 'thread1' } };
    const fork = checkedDocument([say(block, t('A '), t('word', anchor), t(' counts.'))]);
    expect(diffSections(checkedDocument([block]), fork)).toEqual([]);
  });
});

describe('A suggestion', () => {
  const block = p('The council met on Monday to talk about the bridge.');
  const base = checkedDocument([block]);
  const fork = checkedDocument([say(block, t('The council met on Tuesday to talk about the bridge.'))]);
  const [change] = proposals(base, fork);
  if (!change) throw new Error('Nothing was proposed.');

  it('stands while its words do, whatever is written elsewhere in the block', () => {
    const now = checkedDocument([
      p('Before.'),
      say(block, t('Yesterday the council met on Monday to talk about the old bridge.')),
    ]);
    const { doc, done } = applyChanges(now, [change]);
    expect(done).toEqual([true]);
    expect(text(doc)).toContain('met on Tuesday to talk about the old bridge');
  });

  it('stands no longer once its words are others, or formatted otherwise', () => {
    const other = checkedDocument([say(block, t('The council met on Friday to talk about the bridge.'))]);
    expect(locate(other, change)).toBeNull();
    expect(applyChanges(other, [change])).toEqual({ doc: other, done: [false], made: [] });
    const bold = checkedDocument([
      say(block, t('The council met on '), t('Monday', 'bold'), t(' to talk about the bridge.')),
    ]);
    expect(locate(bold, change)).toBeNull();
  });

  it('does not take another place that has the same word for its own', () => {
    const list = p('Red, green, blue.');
    const without = checkedDocument([say(list, t('Red green, blue.'))]);
    const [comma] = proposals(checkedDocument([list]), without);
    const gone = checkedDocument([say(list, t('Red and green, blue and so on.'))]);
    expect(comma && locate(gone, comma)).toBeNull();
  });

  it('hands the anchors of what it replaces on to what it puts there', () => {
    const anchor = { type: 'anchor', attrs: { id: 'thread1' } };
    const anchored = checkedDocument([
      say(block, t('The council met on '), t('Monday', anchor), t(' to talk about the bridge.')),
    ]);
    const { doc } = applyChanges(anchored, [change]);
    const marked: string[] = [];
    doc.descendants((node) => {
      if (node.marks.some(({ type, attrs }) => type.name === 'anchor' && attrs.id === 'thread1'))
        marked.push(node.text ?? '');
    });
    expect(marked).toEqual(['Tuesday']);
  });

  it('of two that want the same words, the first gets them', () => {
    const other = checkedDocument([say(block, t('The council met on Sunday to talk about the bridge.'))]);
    const { done, doc } = applyChanges(base, [change, ...proposals(base, other)]);
    expect(done).toEqual([true, false]);
    expect(text(doc)).toContain('Tuesday');
  });

  it('may hold no anchors, nothing that the schema does not know, and no blocks within text', () => {
    const bad: NodeJson[] = [
      t('x', { type: 'anchor', attrs: { id: 'thread1' } }),
      t('x', { type: 'link', attrs: { href: 'javascript:alert(1)' } }),
      { type: 'nothing' },
      p('x'),
    ];
    for (const node of bad)
      expect(() => checkChange(here, { ...change, after: [node] })).toThrow(ContentError);
    expect(() => checkChange(here, change)).not.toThrow();
  });
});

/** Edits as people make them, with ProseMirror's own transforms; ids are given as the editor gives them. */
function edited(doc: Node, seed: readonly number[]): Node {
  const { schema } = doc.type;
  let state = EditorState.create({ doc });
  const words = ['news', 'Ä', 'the', 'bridge ', ' old', 'x', ', '];
  for (let index = 0; index + 2 < seed.length; index += 3) {
    const [kind = 0, a = 0, b = 0] = seed.slice(index, index + 3);
    const size = state.doc.content.size;
    const from = Math.min(1 + (a % Math.max(1, size)), size);
    const at = TextSelection.near(state.doc.resolve(from)).from;
    const to = Math.min(at + (b % 9), state.doc.resolve(at).end());
    const { tr } = state;
    if (kind % 8 <= 2) tr.insertText(words[b % words.length] ?? '', at);
    else if (kind % 8 === 3) tr.delete(at, to);
    else if (kind % 8 === 4)
      tr.addMark(at, to, (b % 2 ? schema.marks.bold : schema.marks.italic)?.create() as never);
    else if (kind % 8 === 5 && canSplit(state.doc, at)) tr.split(at);
    else if (kind % 8 === 6) tr.deleteRange(Math.max(0, at - 1), Math.min(size, at + (b % 30)));
    else if (kind % 8 === 7)
      tr.setBlockType(at, at, schema.nodes[b % 2 ? 'heading' : 'paragraph'] as never, (old) => ({
        id: old.attrs.id,
        ...(b % 2 ? { level: 2 } : {}),
      }));
    const seen = new Set<unknown>();
    tr.doc.descendants((node, position) => {
      if (node.type.spec.attrs?.id === undefined || node.isText) return;
      if (node.attrs.id === null || seen.has(node.attrs.id))
        tr.setNodeAttribute(position, 'id', newId<string>());
      else seen.add(node.attrs.id);
    });
    state = state.apply(tr);
  }
  return state.doc;
}

const someText = fc
  .array(fc.constantFrom('the', 'old', 'bridge', 'news', 'a', 'Ä', ',', 'council'), { maxLength: 12 })
  .map((words) => words.join(' '));
const someParagraph = someText.map((words) => (words === '' ? p() : p(words)));
const someBlocks = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: someParagraph },
    { weight: 1, arbitrary: someText.map((words) => h(2, `H ${words}`)) },
    {
      weight: 1,
      arbitrary: fc
        .array(someParagraph, { minLength: 1, maxLength: 3 })
        .map((all) => ul(...all.map((one) => item(one)))),
    },
    { weight: 1, arbitrary: someParagraph.map((one) => table(row(cell(one), cell(p('second'))))) },
  ),
  { minLength: 1, maxLength: 6 },
);
const someEdits = fc.array(fc.nat(1000), { maxLength: 24 });

describe('Any fork', () => {
  it('comes of its suggestions, applied at once or one by one in any order', () => {
    fc.assert(
      fc.property(someBlocks, someEdits, fc.nat(), (blocks, edits, turn) => {
        const base = checkedDocument(blocks);
        const fork = edited(base, edits);
        const changes = proposals(base, fork);
        for (const change of changes) checkChange(here, change);
        const { doc, done } = applyChanges(base, changes);
        expect(done.every(Boolean)).toBe(true);
        expect(faceOf(doc)).toBe(faceOf(fork));

        let one = base;
        let left: SuggestionChange[] =
          changes.length === 0
            ? []
            : [...changes.slice(turn % changes.length), ...changes.slice(0, turn % changes.length)];
        while (left.length > 0) {
          const [next, ...others] = left;
          if (!next) break;
          const step = applyChanges(one, [next]);
          expect(step.done).toEqual([true]);
          left = others.map((other) => requote(one, step, other));
          one = step.doc;
        }
        expect(faceOf(one)).toBe(faceOf(fork));
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps what it proposes when others edit the text, and where they edit the same place their text stays', () => {
    fc.assert(
      fc.property(someBlocks, someEdits, someEdits, (blocks, edits, theirs) => {
        const base = checkedDocument(blocks);
        const [fork, newBase] = [edited(base, edits), edited(base, theirs)];
        const { fork: carried, lost } = rebase(base, newBase, fork);
        expect(() => carried.check()).not.toThrow();
        if (lost.length === diffSections(base, fork).length) expect(faceOf(carried)).toBe(faceOf(newBase));
        if (diffSections(base, newBase).length === 0) expect(faceOf(carried)).toBe(faceOf(fork));
        // What it proposes of the new base makes the carried fork of it, as of any other.
        const { doc } = applyChanges(newBase, proposals(newBase, carried));
        expect(faceOf(doc)).toBe(faceOf(carried));
      }),
      { numRuns: 500 },
    );
  });

  it('proposes nothing more once all of it is in the text', () => {
    fc.assert(
      fc.property(someBlocks, someEdits, (blocks, edits) => {
        const base = checkedDocument(blocks);
        const fork = edited(base, edits);
        const { doc } = applyChanges(base, proposals(base, fork));
        const after = rebase(base, doc, fork);
        expect(after.lost).toEqual([]);
        expect(diffSections(doc, after.fork)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
