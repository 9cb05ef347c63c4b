// People who move blocks of two sections and write in them, each on a copy of the document.
import * as Y from 'yjs';
import { sectionFragment } from '../article/document.ts';
import { paragraph } from '../article/new-content.ts';
import { addSection } from '../article/outline.ts';
import { blocksOf, elementOf } from '../article/read-article.ts';
import type { SectionId } from '../ids.ts';
import { carryWords } from './carried-words.ts';
import { moveBlock } from './move-block.ts';

export const [news, outlook] = ['news', 'outlook'] as SectionId[] as [SectionId, SectionId];

export class Mover {
  readonly doc = new Y.Doc();

  constructor(client: number, state?: Uint8Array) {
    if (state) Y.applyUpdate(this.doc, state);
    this.doc.clientID = client;
    carryWords(this.doc);
  }

  hear({ doc }: Mover): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(this.doc)), 'remote');
  }

  section(id: SectionId): Y.XmlFragment {
    return sectionFragment(this.doc, id);
  }

  move(from: SectionId, index: number, to: SectionId, before: number): void {
    const place = (id: SectionId, at: number) => ({ fragment: this.section(id), index: at });
    moveBlock(
      this.doc,
      { from: place(from, index), to: place(to, before), left: null, fit: (json) => [json] },
      'own',
    );
  }

  /** Types letter by letter behind so many letters of the block that holds a word. */
  type(words: string, at: number, beside: string): void {
    for (const [offset, letter] of [...words].entries()) this.text(beside).insert(at + offset, letter);
  }

  erase(at: number, length: number, beside: string): void {
    this.text(beside).delete(at, length);
  }

  format(at: number, length: number, beside: string, attributes: Record<string, unknown>): void {
    this.text(beside).format(at, length, attributes);
  }

  text(beside: string): Y.XmlText {
    for (const id of [news, outlook]) {
      for (const block of this.section(id).toArray()) {
        const text: unknown = block instanceof Y.XmlElement ? block.get(0) : null;
        if (text instanceof Y.XmlText && plain(text).includes(beside)) return text;
      }
    }
    throw new Error(`"${beside}" is nowhere.`);
  }

  /** A line a block, marks as `[bold:word]`. */
  lines(id: SectionId): string[] {
    return blocksOf(this.section(id)).map(({ content = [] }) =>
      content
        .map(({ text = '', marks = [] }) =>
          marks.length > 0 ? `[${marks.map(({ type }) => type).join()}:${text}]` : text,
        )
        .join(''),
    );
  }
}

const plain = (text: Y.XmlText) =>
  (text.toDelta() as { insert: string }[]).map(({ insert }) => insert).join('');

/** So many people who have the same two sections before them. */
export function movers(count: number, paragraphs: readonly string[], behind = ['Outlook.']): Mover[] {
  const first = new Mover(1);
  for (const id of [news, outlook]) addSection(first.doc, { id, kind: 'news', title: '' });
  first.section(news).insert(
    0,
    paragraphs.map((text) => elementOf(paragraph(text))),
  );
  first.section(outlook).insert(
    0,
    behind.map((text) => elementOf(paragraph(text))),
  );
  const state = Y.encodeStateAsUpdate(first.doc);
  return Array.from({ length: count }, (_, index) => new Mover(10 + index, state));
}
