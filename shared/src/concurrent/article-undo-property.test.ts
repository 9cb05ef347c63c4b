// Three people at random, with undo and redo: what nobody removed stands, nothing is there twice, and a link covers the
// words that it was meant for or nothing.
import type { Transform } from '@tiptap/pm/transform';
import { canJoin, canSplit, findWrapping } from '@tiptap/pm/transform';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { blocksOf, checkedDocument } from '../article/read-article.ts';
import { sectionSchema } from '../article/schema/schema.ts';
import { sync, type Writer, writersOf } from './writers-testing.ts';

interface Step {
  who: number;
  type:
    | 'type'
    | 'erase'
    | 'link'
    | 'bold'
    | 'split'
    | 'join'
    | 'heading'
    | 'list'
    | 'table'
    | 'undo'
    | 'redo'
    | 'sync';
  block: number;
  at: number;
  length: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(2),
  type: fc.constantFrom<Step['type'][]>(
    ...(['type', 'type', 'type', 'erase', 'link', 'link', 'bold', 'split', 'join'] as const),
    ...(['heading', 'list', 'table', 'undo', 'undo', 'redo', 'sync', 'sync'] as const),
  ),
  block: fc.nat(8),
  at: fc.nat(40),
  length: fc.integer({ min: 1, max: 3 }),
});

/** What others must know of before somebody does it, for Yjs makes two of what two people split at once. */
const structure: ReadonlySet<Step['type']> = new Set([
  'split',
  'join',
  'heading',
  'list',
  'table',
  'undo',
  'redo',
]);

/** Words of one character each: none has a letter of another, and no two become one when paragraphs are joined. */
const eachWord = /\p{Script=Han}/gu;

class Trial {
  readonly writers = writersOf(3, ['天 地 人 山', '水 火 木 金', '土 日 月 星']);
  /** Words that have to stand: nobody deleted them, and whoever wrote them has not undone anything since. */
  standing = new Map<string, number>();
  /** The words that stood there when a link was set, and that it was not set on. */
  beside = new Map<string, ReadonlySet<string>>();
  #made = 0;

  take({ who, type, ...place }: Step): void {
    if (type === 'sync' || structure.has(type)) sync(...this.writers);
    const writer = this.writers[who] as Writer;
    if (type === 'undo' || type === 'redo') {
      for (const [word, author] of this.standing) if (author === who) this.standing.delete(word);
      if (type === 'undo') writer.undo.undo();
      else writer.undo.redo();
    } else if (type !== 'sync') writer.edit((tr) => this.#edit(tr, who, type, place));
    if (structure.has(type)) sync(...this.writers);
  }

  #edit(
    tr: Transform,
    who: number,
    type: Step['type'],
    { block, at, length }: Omit<Step, 'who' | 'type'>,
  ): void {
    const all: { position: number; size: number; words: { word: string; from: number; to: number }[] }[] = [];
    tr.doc.descendants((node, position) => {
      if (!node.isTextblock) return;
      const found = [...node.textContent.matchAll(eachWord)];
      const words = found.map(({ 0: word, index }) => ({
        word,
        from: position + 1 + index,
        to: position + 1 + index + word.length,
      }));
      all.push({ position, size: node.content.size, words });
    });
    const chosen = all[block % Math.max(all.length, 1)];
    if (!chosen) return;
    const { position, words } = chosen;
    const first = words[at % Math.max(words.length, 1)];
    const last = words[Math.min((at % Math.max(words.length, 1)) + length - 1, words.length - 1)];
    const range = first && last ? { from: first.from, to: last.to } : null;
    const inRange = words
      .filter(({ from, to }) => range && from >= range.from && to <= range.to)
      .map(({ word }) => word);
    const $at = tr.doc.resolve(range?.from ?? position + 1);
    this.#made += 1;
    switch (type) {
      case 'type': {
        const word = String.fromCodePoint(0x6000 + this.#made);
        const marks = range ? $at.marks() : [];
        tr.insert($at.pos, sectionSchema.text(`${word} `, marks));
        this.standing.set(word, who);
        return;
      }
      case 'erase':
        if (range) tr.delete(range.from, range.to);
        for (const word of inRange) this.standing.delete(word);
        return;
      case 'link': {
        const href = `https://${this.#made}.example`;
        if (range) tr.addMark(range.from, range.to, sectionSchema.mark('link', { href }));
        const others = all.flatMap((one) => one.words.map(({ word }) => word));
        this.beside.set(href, new Set(others.filter((word) => !inRange.includes(word))));
        return;
      }
      case 'bold':
        if (range) tr.addMark(range.from, range.to, sectionSchema.mark('bold'));
        return;
      case 'split':
        if ($at.depth === 1 && canSplit(tr.doc, $at.pos)) {
          const id = `s${this.#made}`;
          tr.split($at.pos, 1, [{ type: $at.parent.type, attrs: { ...$at.parent.attrs, id } }]);
        }
        return;
      case 'join':
        if (canJoin(tr.doc, position)) tr.join(position);
        return;
      case 'heading': {
        const { heading, paragraph } = sectionSchema.nodes;
        const next = $at.parent.type === paragraph ? heading : paragraph;
        if ($at.depth === 1 && next) tr.setBlockType($at.pos, $at.pos, next, { id: $at.parent.attrs.id });
        return;
      }
      case 'list': {
        const range = $at.blockRange();
        const wrapping =
          $at.depth === 1 && range && sectionSchema.nodes.bulletList
            ? findWrapping(range, sectionSchema.nodes.bulletList, { id: `l${this.#made}` })
            : null;
        if (range && wrapping) tr.wrap(range, wrapping);
        return;
      }
      case 'table': {
        if ($at.depth !== 1) return;
        if ($at.parent.type !== sectionSchema.nodes.paragraph) return;
        const content = [tr.doc.child($at.index(0))];
        const cell = sectionSchema.node('tableCell', null, content);
        const table = sectionSchema.node('table', { id: `t${this.#made}` }, [
          sectionSchema.node('tableRow', null, [cell]),
        ]);
        tr.replaceWith($at.before(1), $at.after(1), table);
      }
    }
  }

  check(): void {
    sync(...this.writers);
    const [writer] = this.writers as [Writer];
    const doc = checkedDocument(blocksOf(writer.fragment));
    const words = [...doc.textBetween(0, doc.content.size, ' ').matchAll(eachWord)].map(([word]) => word);
    expect(
      words.filter((word, index) => words.indexOf(word) !== index),
      'twice',
    ).toEqual([]);
    expect(
      [...this.standing.keys()].filter((word) => !words.includes(word)),
      'lost',
    ).toEqual([]);
    doc.descendants((node) => {
      for (const mark of node.isText ? node.marks : []) {
        const beside = this.beside.get(String(mark.attrs.href));
        const covered = [...(node.text ?? '').matchAll(eachWord)].map(([word]) => word);
        expect(
          covered.filter((word) => beside?.has(word)),
          'linked',
        ).toEqual([]);
      }
    });
  }
}

test('three people at random keep what nobody removed, once, and links on the words that they are for', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 30 }), (steps) => {
      const trial = new Trial();
      for (const one of steps) trial.take(one);
      trial.check();
    }),
    { seed: 20261128, numRuns: 400 },
  );
});
