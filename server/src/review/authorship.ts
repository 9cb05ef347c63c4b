// Who wrote a text: the document knows by which Yjs client each character came in, the origins as which one it was written,
// and the journal whose client that is.
import { type ArticleId, documentNameOf, type UserId } from '@galley/shared/ids.ts';
import { entriesOf, type Holder, itemsOf, typeIn } from '@galley/shared/yjs/items.ts';
import type { Kysely } from 'kysely';
import * as Y from 'yjs';
import type { Origins } from '../history/origins.ts';
import type { Tables } from '../storage/tables.ts';

/** Whose each Yjs client id of a document is; null for Galley itself. */
export type ClientOwners = ReadonlyMap<number, UserId | null>;

/**
 * The people who wrote what stands in a section now, whoever wrote most first. Letters and digits count, also those in attributes
 * such as a picture's caption; blanks, points, formatting and the ids of blocks don't, for editors set them by the way. What
 * Galley itself wrote is nobody's.
 */
export function writersOf(section: Y.XmlFragment, owners: ClientOwners, origins: Origins): UserId[] {
  const written = new Map<UserId, number>();
  for (const { client, letters } of passagesIn(section, origins)) {
    const writer = owners.get(client) ?? null;
    if (writer !== null && letters > 0) written.set(writer, (written.get(writer) ?? 0) + letters);
  }
  return [...written].sort(([, a], [, b]) => b - a).map(([writer]) => writer);
}

/** How many letters and digits each of the people wrote; null stands for Galley itself. */
export type Letters = ReadonlyMap<UserId | null, number>;

/** The same counted, of text alone: what attributes hold, such as a picture's file, is nobody's words. */
export function lettersIn(texts: readonly Y.XmlFragment[], owners: ClientOwners, origins: Origins): Letters {
  const written = new Map<UserId | null, number>();
  for (const text of texts)
    for (const { client, letters, attribute } of passagesIn(text, origins)) {
      const writer = owners.get(client) ?? null;
      if (!attribute && letters > 0) written.set(writer, (written.get(writer) ?? 0) + letters);
    }
  return written;
}

/** Whose each Yjs client id of an article's document is. */
export async function readOwners(db: Kysely<Tables>, article: ArticleId): Promise<ClientOwners> {
  const rows = await db
    .selectFrom('client')
    .select(['client', 'author'])
    .where('document', '=', documentNameOf(article))
    .execute();
  return new Map(rows.map(({ client, author }) => [client, author]));
}

interface Passage {
  client: number;
  letters: number;
  /** It is what an attribute says. */
  attribute: boolean;
}

function* passagesIn(type: Holder, origins: Origins): Generator<Passage> {
  for (const item of itemsOf(type)) {
    if (item.deleted) continue;
    const { content } = item;
    const inner = typeIn(item);
    if (inner !== null) yield* passagesIn(inner, origins);
    if (!(content instanceof Y.ContentString)) continue;
    let at = 0;
    for (const { client, length } of origins.of({ ...item.id, length: item.length })) {
      yield { client, letters: countLetters(content.str.slice(at, at + length)), attribute: false };
      at += length;
    }
  }
  for (const [name, item] of entriesOf(type)) {
    if (item.deleted || name === 'id') continue;
    const [value] = item.content.getContent();
    const [origin] = origins.of({ ...item.id, length: 1 });
    if (typeof value === 'string' && origin)
      yield { client: origin.client, letters: countLetters(value), attribute: true };
  }
}

/** Letters and digits, which is what counts as written. */
export function countLetters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
