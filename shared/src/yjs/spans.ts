// Characters by the ids that Yjs gave them.
import * as Y from 'yjs';
import { broughtBackAs, cutOut, itemAt } from './structs.ts';

/** Consecutive characters that one client wrote one after the other. */
export interface Span {
  client: number;
  clock: number;
  length: number;
}

/** The characters of an item. */
export function spanOf({ id, length }: Y.Item): Span {
  return { client: id.client, clock: id.clock, length };
}

/** The part of a list of spans from one character to another, counted over all of them. */
export function sliceSpans(spans: readonly Span[], from: number, to: number): Span[] {
  const found: Span[] = [];
  let at = 0;
  for (const { client, clock, length } of spans) {
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, length);
    if (end > start) found.push({ client, clock: clock + start, length: end - start });
    at += length;
  }
  return found;
}

/** The characters of spans as Yjs writes down what was deleted. */
export function deleteSetOf(spans: readonly Span[]): ReturnType<typeof Y.createDeleteSet> {
  const set = Y.createDeleteSet();
  for (const { client, clock, length } of spans)
    set.clients.set(client, [...(set.clients.get(client) ?? []), { clock, len: length }]);
  // Sorted, with neighbors joined.
  return Y.mergeDeleteSets([set]);
}

/** The id of a character of a span. */
export function idAt({ client, clock }: Span, offset: number): Y.ID {
  return Y.createID(client, clock + offset);
}

/** An id as a key of maps and sets. */
export function keyOf({ client, clock }: Y.ID): string {
  return `${client}:${clock}`;
}

/** Whether a character is one of the span's. */
export function includes({ client, clock, length }: Span, id: Y.ID): boolean {
  return id.client === client && id.clock >= clock && id.clock < clock + length;
}

/** The id under which a character stands after it was brought back as often as it was. */
export function followRedone(doc: Y.Doc, id: Y.ID): Y.ID {
  let at = id;
  for (;;) {
    const item = itemAt(doc, at);
    const again = item && broughtBackAs(item);
    if (!item || !again) return at;
    at = Y.createID(again.client, again.clock + at.clock - item.id.clock);
  }
}

/** Deletes one character. */
export function deleteCharacter(transaction: Y.Transaction, id: Y.ID): void {
  cutOut(transaction, id, 1)?.delete(transaction);
}

/** The text that holds a character; null where either is gone for good. */
export function textOf(doc: Y.Doc, id: Y.ID): Y.XmlText | null {
  const parent = itemAt(doc, id)?.parent;
  return parent instanceof Y.XmlText ? parent : null;
}

/** The ids under which a span's characters stand after they were brought back as often as they were. */
export function standingSpans(doc: Y.Doc, span: Span): Span[] {
  const found: Span[] = [];
  for (let offset = 0; offset < span.length; offset += 1) {
    const { client, clock } = followRedone(doc, idAt(span, offset));
    const last = found.at(-1);
    if (last && last.client === client && last.clock + last.length === clock) last.length += 1;
    else found.push({ client, clock, length: 1 });
  }
  return found;
}

/** Whether two spans have a character in common. */
export function overlap(one: Span, other: Span): boolean {
  return (
    one.client === other.client &&
    one.clock < other.clock + other.length &&
    other.clock < one.clock + one.length
  );
}
