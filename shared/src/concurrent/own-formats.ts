// What one has formatted lately, so that it is not lost in a copy that a colleague made of the words without knowing of it.
import * as Y from 'yjs';
import { itemsOf } from '../yjs/items.ts';
import { idAt, includes, overlap, type Span, textOf } from '../yjs/spans.ts';
import { type Attributes, isSame, TransactionView, withFormat } from '../yjs/transaction-view.ts';
import { type FormatChange, formatRecord, withoutOvertaken } from './formats.ts';
import type { OwnWords } from './own-words.ts';

/** For how long others may not know of it: longer ago, the copy is taken for what its author means. */
const unknownForMs = 600_000;

/** A format that a character of a copy lacks: it is set where the copy still has the value from before. */
export interface LackingFormat {
  id: Y.ID;
  key: string;
  before: unknown;
  after: unknown;
}

export class OwnFormats {
  readonly #words: OwnWords;
  #recent: { at: number; changes: FormatChange[] }[] = [];

  constructor(words: OwnWords) {
    this.#words = words;
  }

  /** Notes what a change of one's own formatted. */
  note(transaction: Y.Transaction): void {
    this.#forget();
    const { changes } = formatRecord(new TransactionView(transaction));
    const standing = changes.flatMap((change) =>
      Array.from({ length: change.span.length }, (_, offset) => {
        const { client, clock } = this.#words.originOf(idAt(change.span, offset));
        return { ...change, span: { client, clock, length: 1 } };
      }),
    );
    if (standing.length > 0) this.#recent.push({ at: Date.now(), changes: standing });
  }

  /** What a colleague has formatted anew is theirs from then on. */
  overtake(view: TransactionView): void {
    this.#forget();
    if (this.#recent.length === 0) return;
    const changed = formatRecord(view).changes;
    for (const one of this.#recent)
      one.changes = withoutOvertaken(view, one.changes).filter(
        ({ span, key }) => !changed.some((other) => other.key === key && overlap(other.span, span)),
      );
    this.#recent = this.#recent.filter(({ changes }) => changes.length > 0);
  }

  /** Whether any of the characters was formatted. */
  concerns({ client, clock, length }: Span): boolean {
    this.#forget();
    if (this.#recent.length === 0) return false;
    const origins = Array.from({ length }, (_, offset) =>
      this.#words.originOf(Y.createID(client, clock + offset)),
    );
    return this.#recent.some(({ changes }) =>
      changes.some(({ span }) => origins.some((id) => includes(span, id))),
    );
  }

  /** What was formatted of a character, and so has to be of its copy. */
  lacking(character: Y.ID, copy: Y.ID): LackingFormat[] {
    const origin = this.#words.originOf(character);
    const found = new Map<string, LackingFormat>();
    for (const { changes } of this.#recent) {
      for (const { span, key, before, after } of changes) {
        if (!includes(span, origin)) continue;
        const first = found.get(key);
        found.set(key, { id: copy, key, before: first ? first.before : before, after });
      }
    }
    return [...found.values()];
  }

  #forget(): void {
    const since = Date.now() - unknownForMs;
    this.#recent = this.#recent.filter(({ at }) => at > since);
  }
}

/** Sets the formats, each where its author has found it. */
export function setFormats(doc: Y.Doc, formats: readonly LackingFormat[]): void {
  const byText = new Map<Y.XmlText, LackingFormat[]>();
  for (const one of formats) {
    const text = textOf(doc, one.id);
    if (text) byText.set(text, [...(byText.get(text) ?? []), one]);
  }
  for (const [text, wanted] of byText) {
    const works: { at: number; length: number; attributes: Record<string, unknown> }[] = [];
    let at = 0;
    let present: Attributes = new Map();
    for (const item of itemsOf(text)) {
      if (item.deleted) continue;
      if (item.content instanceof Y.ContentFormat) present = withFormat(present, item.content);
      for (let offset = 0; item.countable && offset < item.length; offset += 1) {
        const attributes: Record<string, unknown> = {};
        for (const { id, key, before, after } of wanted) {
          const isHere = id.client === item.id.client && id.clock === item.id.clock + offset;
          if (isHere && isSame(present.get(key), before)) attributes[key] = after;
        }
        const last = works.at(-1);
        if (last && last.at + last.length === at + offset && isSame(last.attributes, attributes))
          last.length += 1;
        else works.push({ at: at + offset, length: 1, attributes });
      }
      if (item.countable) at += item.length;
    }
    for (const { at: from, length, attributes } of works)
      if (Object.keys(attributes).length > 0) text.format(from, length, attributes);
  }
}
