// The formatting of a text after an undo: each character bears what it bore before, but for what the step itself had
// formatted and nobody has formatted since.
import * as Y from 'yjs';
import { isGone, itemsOf } from '../yjs/items.ts';
import { idAt, includes, overlap, spanOf, standingSpans, textOf } from '../yjs/spans.ts';
import { type Attributes, isSame, type Stretch, type TransactionView } from '../yjs/transaction-view.ts';
import type { FormatChange, FormatRecord } from './formats.ts';

/** Corrects what Yjs' own undo made of the formatting of the texts that it changed, within its transaction. */
export function mendFormats(view: TransactionView, record: FormatRecord): void {
  const { doc } = view.transaction;
  const changes = record.changes.flatMap((change) =>
    standingSpans(doc, change.span).map((span) => ({ ...change, span })),
  );
  const lost = record.lost.flatMap((one) => standingSpans(doc, one.span).map((span) => ({ ...one, span })));
  const texts = new Set(view.texts());
  for (const { span } of changes) {
    const text = textOf(doc, idAt(span, 0));
    if (text) texts.add(text);
  }
  for (const text of texts) {
    if (isGone(text)) continue;
    for (const { at, length, attributes } of corrections(view, text, changes, lost)) {
      text.format(at, length, attributes);
    }
  }
}

/**
 * Takes back what one's own marks reach over since a colleague's transaction deleted the marks that ended them, as erasing
 * formatted words does. To be done by whoever made the mark.
 */
export function mendSpread(view: TransactionView): void {
  for (const text of view.texts()) {
    const marks = [...itemsOf(text)].filter(({ content }) => content instanceof Y.ContentFormat);
    const changed = new Set(marks.filter((mark) => view.isNew(mark)).map(keyOf));
    const ended = new Set(marks.filter((mark) => view.isDeleted(mark)).map(keyOf));
    const keys = [...ended].filter((key) => key !== null && !changed.has(key));
    if (isGone(text) || keys.length === 0) continue;
    let at = 0;
    const found: Correction[] = [];
    for (const { item, text: words, before, after } of view.stretches(text)) {
      if (after === null) continue;
      for (const key of keys) {
        const value = before?.get(String(key)) ?? null;
        const isOwn = markOf(item, String(key))?.id.client === view.transaction.doc.clientID;
        if (before === null || !isOwn || isSame(value, after.get(String(key)))) continue;
        found.push({ at, length: words.length, attributes: { [String(key)]: value } });
      }
      at += words.length;
    }
    for (const one of found) text.format(one.at, one.length, one.attributes);
  }
}

function keyOf({ content }: Y.Item): string | null {
  return content instanceof Y.ContentFormat ? content.key : null;
}

/** The mark that gives a character its format. */
function markOf(character: Y.Item, key: string): Y.Item | null {
  for (let item = character.left; item !== null; item = item.left) {
    if (!item.deleted && keyOf(item) === key) return item;
  }
  return null;
}

interface Correction {
  at: number;
  length: number;
  attributes: Record<string, unknown>;
}

function corrections(
  view: TransactionView,
  text: Y.XmlText,
  changes: readonly FormatChange[],
  lost: FormatRecord['lost'],
): Correction[] {
  const found: Correction[] = [];
  let at = 0;
  for (const stretch of view.stretches(text)) {
    if (stretch.after === null) continue;
    const span = spanOf(stretch.item);
    const near = changes.filter((change) => overlap(change.span, span));
    const back = lost.filter((one) => overlap(one.span, span));
    for (let offset = 0; offset < stretch.text.length; offset += 1) {
      const wanted = wantedOf(stretch, idAt(span, offset), near, back);
      const attributes = differing(wanted, stretch.after);
      const last = found.at(-1);
      if (last && last.at + last.length === at && isSame(last.attributes, attributes)) last.length += 1;
      else found.push({ at, length: 1, attributes });
      at += 1;
    }
  }
  return found.filter(({ attributes }) => Object.keys(attributes).length > 0);
}

function wantedOf(
  { before, after }: Stretch,
  id: Y.ID,
  changes: readonly FormatChange[],
  lost: FormatRecord['lost'],
): Attributes {
  const wanted = new Map(before ?? after);
  if (before === null) {
    // Words that the step brings back keep what they bore.
    for (const { span, key, value } of lost) if (includes(span, id)) wanted.set(key, value);
    return wanted;
  }
  // The last change first: a step may have changed a character more than once.
  for (const { span, key, before: was, after: made } of changes.toReversed()) {
    if (includes(span, id) && isSame(wanted.get(key), made)) wanted.set(key, was);
  }
  return wanted;
}

function differing(wanted: Attributes, present: Attributes): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const key of new Set([...wanted.keys(), ...present.keys()])) {
    const value = wanted.get(key) ?? null;
    if (!isSame(value, present.get(key))) attributes[key] = value;
  }
  return attributes;
}
