// People who write one section at once, each on a copy of the document, with the undo that the page has.
import { Transform } from '@tiptap/pm/transform';
import { updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { NodeJson } from '../article/content.ts';
import { sectionFragment } from '../article/document.ts';
import { blocksOf, checkedDocument } from '../article/read-article.ts';
import { sectionSchema } from '../article/schema/schema.ts';
import type { SectionId } from '../ids.ts';
import { ArticleUndo } from './article-undo.ts';
import { carryWords } from './carried-words.ts';

const byHand = 'by-hand';
const section = 'abcd' as SectionId;

export class Writer {
  readonly doc: Y.Doc;
  readonly undo: ArticleUndo;
  readonly fragment: Y.XmlFragment;

  constructor(client: number, state?: Uint8Array) {
    this.doc = new Y.Doc();
    if (state) Y.applyUpdate(this.doc, state);
    this.doc.clientID = client;
    this.fragment = sectionFragment(this.doc, section);
    carryWords(this.doc);
    this.undo = new ArticleUndo([this.fragment as Y.AbstractType<unknown>], {
      doc: this.doc,
      trackedOrigins: new Set<unknown>([byHand]),
      captureTimeout: 0,
    });
  }

  /** An edit as an editor makes it: in ProseMirror, and what differs then goes into the document. */
  edit(change: (tr: Transform) => void): void {
    const tr = new Transform(checkedDocument(blocksOf(this.fragment)));
    change(tr);
    if (!tr.docChanged) return;
    tr.doc.check();
    const meta = { mapping: new Map(), isOMark: new Map() };
    this.doc.transact(() => updateYFragment(this.doc, this.fragment, tr.doc, meta), byHand);
  }

  /** Several edits as one change, as moving a block makes them. */
  asOne(change: () => void): void {
    this.doc.transact(change, byHand);
  }

  /** Types in front of the words, or behind them. */
  type(words: string, side: 'before' | 'after', beside: string): void {
    this.edit((tr) => {
      const { from, to } = rangeOf(tr, beside);
      const at = side === 'before' ? from : to;
      tr.insert(at, sectionSchema.text(words, tr.doc.resolve(at).marks()));
    });
  }

  delete(words: string): void {
    this.edit((tr) => {
      const { from, to } = rangeOf(tr, words);
      tr.delete(from, to);
    });
  }

  mark(words: string, type: string, attrs: Record<string, unknown> | null = null): void {
    this.edit((tr) => {
      const { from, to } = rangeOf(tr, words);
      const mark = sectionSchema.mark(type, attrs);
      tr.addMark(from, to, mark);
    });
  }

  unmark(words: string, type: string): void {
    this.edit((tr) => {
      const { from, to } = rangeOf(tr, words);
      const mark = sectionSchema.marks[type];
      if (mark) tr.removeMark(from, to, mark);
    });
  }

  /** The section in a short form: a line a textblock, marks as `[bold:word]`. */
  get lines(): string[] {
    return linesOf(blocksOf(this.fragment));
  }

  get text(): string {
    return this.lines.join('\n');
  }
}

/** So many people with a section of these paragraphs. */
export function writersOf(count: number, paragraphs: readonly string[]): Writer[] {
  const first = new Writer(1);
  first.edit((tr) => {
    const nodes = paragraphs.map((text, index) =>
      sectionSchema.node('paragraph', { id: `p${index}` }, text === '' ? [] : [sectionSchema.text(text)]),
    );
    tr.replaceWith(0, tr.doc.content.size, nodes);
  });
  const state = Y.encodeStateAsUpdate(first.doc);
  return Array.from({ length: count }, (_, index) => new Writer(10 + index, state));
}

/** Passes on what each has to all others, until all have the same. */
export function sync(...writers: readonly Pick<Writer, 'doc'>[]): void {
  for (let turn = 0; turn < 10; turn += 1) {
    const updates = writers.map(({ doc }) => Y.encodeStateAsUpdate(doc));
    for (const { doc } of writers) for (const update of updates) Y.applyUpdate(doc, update, 'remote');
    // Deletions are in no state vector.
    const [first, ...others] = writers.map(({ doc }) => Y.snapshot(doc));
    if (first && others.every((other) => Y.equalSnapshots(first, other))) return;
  }
  throw new Error('The copies do not come together.');
}

/** Where words stand in a document. */
export function rangeOf({ doc }: Transform, words: string): { from: number; to: number } {
  let from = -1;
  doc.descendants((node, position) => {
    const at = node.isTextblock && from === -1 ? node.textContent.indexOf(words) : -1;
    if (at !== -1) from = position + 1 + at;
  });
  if (from === -1) throw new Error(`"${words}" stands nowhere in "${doc.textContent}".`);
  return { from, to: from + words.length };
}

function linesOf(nodes: readonly NodeJson[]): string[] {
  return nodes.flatMap(({ type, content = [] }) => {
    if (type !== 'paragraph' && type !== 'heading') return linesOf(content);
    const pieces: { marks: string; text: string }[] = [];
    for (const { text = '', marks = [] } of content) {
      const names = marks.map((mark) =>
        mark.type === 'link' ? `link ${String(mark.attrs?.href)}` : mark.type,
      );
      const key = names.toSorted().join();
      const last = pieces.at(-1);
      if (last?.marks === key) last.text += text;
      else pieces.push({ marks: key, text });
    }
    return [pieces.map(({ marks, text }) => (marks === '' ? text : `[${marks}:${text}]`)).join('')];
  });
}
