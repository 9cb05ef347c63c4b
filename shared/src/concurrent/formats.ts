// Formatting that means what its author meant. Yjs keeps it as marks where it begins and where it ends, each of them a
// character of its own: one that is taken back alone, or that stands within a colleague's, reaches further than anybody meant.
import * as Y from 'yjs';
import { itemsOf } from '../yjs/items.ts';
import { idAt, includes, type Span, spanOf } from '../yjs/spans.ts';
import { itemAt } from '../yjs/structs.ts';
import { isSame, type TransactionView } from '../yjs/transaction-view.ts';

/** Characters whose formatting a transaction changed. */
export interface FormatChange {
  span: Span;
  key: string;
  before: unknown;
  after: unknown;
}

/** Formatting of a passage: the ids of the marks where it begins and ends. */
export interface FormatPair {
  key: string;
  value: unknown;
  begins: Y.ID;
  ends: Y.ID;
}

/** Characters that a transaction took away, with one of their formats. */
export interface LostFormat {
  span: Span;
  key: string;
  value: unknown;
}

/** What a transaction did to formatting. */
export interface FormatRecord {
  changes: FormatChange[];
  pairs: FormatPair[];
  lost: LostFormat[];
}

/** Reads what a transaction did to the formatting of characters. */
export function formatRecord(view: TransactionView): FormatRecord {
  const record: FormatRecord = { changes: [], pairs: [], lost: [] };
  for (const text of view.texts()) {
    for (const { item, before, after } of view.stretches(text)) {
      if (before === null) continue;
      const span = spanOf(item);
      for (const key of new Set([...before.keys(), ...(after?.keys() ?? [])])) {
        const values = { before: before.get(key) ?? null, after: after?.get(key) ?? null };
        if (after === null) record.lost.push({ span, key, value: values.before });
        else if (!isSame(values.before, values.after)) record.changes.push({ span, key, ...values });
      }
    }
    record.pairs.push(...pairsIn(view, text));
  }
  return record;
}

/**
 * Takes out of records what a colleague's transaction has formatted anew: it is theirs from then on, even where it looks
 * the same.
 */
export function withoutOvertaken(view: TransactionView, changes: readonly FormatChange[]): FormatChange[] {
  const overtaken: { key: string; span: Span }[] = [];
  for (const text of view.texts()) {
    const pairs = pairsIn(view, text);
    // What only ends a passage asks for nothing in what stands behind it.
    const endIds = new Set(pairs.map(({ ends }) => ends));
    for (const pair of pairs) {
      overtaken.push(...spansWithin(text, pair).map((span) => ({ key: pair.key, span })));
    }
    for (const run of newRuns(view, text)) {
      if (run.isMeant && !endIds.has(run.mark))
        overtaken.push(...run.spans.map((span) => ({ key: run.key, span })));
    }
  }
  if (overtaken.length === 0) return [...changes];
  return changes.flatMap((change) => {
    const taken = overtaken.filter(({ key }) => key === change.key).map(({ span }) => span);
    return without(change.span, taken).map((span) => ({ ...change, span }));
  });
}

/**
 * The marks to take away so that two passages of one format that two people made at once cover together what each of them
 * meant: where they overlap, the one that ends first would end the other too.
 */
export function needlessEnds(view: TransactionView, own: readonly FormatPair[]): Y.Item[] {
  const needless: Y.Item[] = [];
  for (const text of view.texts()) {
    const theirs = pairsIn(view, text);
    if (theirs.length === 0) continue;
    const places = placesIn(text, [...own, ...theirs]);
    for (const mine of own) {
      for (const other of theirs) {
        const [from, to] = [places.get(mine.begins), places.get(mine.ends)];
        const [start, end] = [places.get(other.begins), places.get(other.ends)];
        if (from === undefined || to === undefined || start === undefined || end === undefined) continue;
        if (mine.key !== other.key || !isSame(mine.value, other.value) || start > to || from > end) continue;
        const item = itemAt(view.transaction.doc, to < end ? mine.ends : other.ends);
        if (item && !item.deleted) needless.push(item);
      }
    }
  }
  return needless;
}

/** Passages that a transaction formatted: a mark, and the next one of the same client that ends it. */
function pairsIn(view: TransactionView, text: Y.XmlText): FormatPair[] {
  const open = new Map<string, { id: Y.ID; value: unknown }>();
  const pairs: FormatPair[] = [];
  for (const item of itemsOf(text)) {
    if (item.deleted || !view.isNew(item) || !(item.content instanceof Y.ContentFormat)) continue;
    const { key, value } = item.content;
    const begun = open.get(key);
    if (begun && begun.id.client === item.id.client && !isSame(begun.value, value)) {
      pairs.push({ key, value: begun.value, begins: begun.id, ends: item.id });
      open.delete(key);
    } else open.set(key, { id: item.id, value });
  }
  return pairs;
}

/** The characters that a passage covers. */
function spansWithin(text: Y.XmlText, { begins, ends }: FormatPair): Span[] {
  const spans: Span[] = [];
  let isWithin = false;
  for (const item of itemsOf(text)) {
    if (includes(spanOf(item), ends)) break;
    if (isWithin && item.content instanceof Y.ContentString && !item.deleted) spans.push(spanOf(item));
    isWithin ||= includes(spanOf(item), begins);
  }
  return spans;
}

interface NewRun {
  mark: Y.ID;
  key: string;
  spans: Span[];
  /** Whether the mark in front of it changed anything here, or only ends what stands before it. */
  isMeant: boolean;
}

/** The characters behind each new mark, up to the next one of the same format. */
function newRuns(view: TransactionView, text: Y.XmlText): NewRun[] {
  const open = new Map<string, NewRun>();
  const runs: NewRun[] = [];
  const stretches = new Map(view.stretches(text).map((stretch) => [stretch.item, stretch]));
  for (const item of itemsOf(text)) {
    if (item.content instanceof Y.ContentFormat) {
      if (item.deleted) continue;
      const { key } = item.content;
      open.delete(key);
      if (!view.isNew(item)) continue;
      const run: NewRun = { mark: item.id, key, spans: [], isMeant: false };
      open.set(key, run);
      runs.push(run);
      continue;
    }
    const stretch = stretches.get(item);
    if (!stretch?.after) continue;
    for (const run of open.values()) {
      run.spans.push(spanOf(item));
      run.isMeant ||=
        stretch.before !== null && !isSame(stretch.before.get(run.key), stretch.after.get(run.key));
    }
  }
  return runs;
}

/** Where marks stand among a text's items, by the ids of the pairs. */
function placesIn(text: Y.XmlText, pairs: readonly FormatPair[]): Map<Y.ID, number> {
  const places = new Map<Y.ID, number>();
  let place = 0;
  for (const item of itemsOf(text)) {
    place += 1;
    for (const { begins, ends } of pairs) {
      if (includes(spanOf(item), begins)) places.set(begins, place);
      if (includes(spanOf(item), ends)) places.set(ends, place);
    }
  }
  return places;
}

/** What of a span is in none of the others. */
function without(span: Span, taken: readonly Span[]): Span[] {
  const left: Span[] = [];
  for (let offset = 0; offset < span.length; offset += 1) {
    const id = idAt(span, offset);
    if (taken.some((one) => includes(one, id))) continue;
    const last = left.at(-1);
    if (last && last.clock + last.length === id.clock) last.length += 1;
    else left.push({ client: id.client, clock: id.clock, length: 1 });
  }
  return left;
}
