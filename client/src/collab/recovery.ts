// What happens after the server has refused an edit: the document that holds it is given up for a fresh one, into which
// all else that was unsent goes again, part by part.
import { outlineMap } from '@galley/shared/article/document.ts';
import type { RefusalReason } from '@galley/shared/wire/messages.ts';
import type { ArticleConnection, Refused } from './connection.ts';
import { type Rescued, type RescuedTray, rescuedFrom } from './rescued.ts';
import { type DocumentPart, isEntry, sectionOf, unsentChanges } from './unsent-changes.ts';

/** What of a connection a recovery works with. */
type Recoverable = Pick<ArticleConnection, 'doc' | 'own' | 'forget' | 'keep' | 'handIn' | 'destroy'>;

/** How a recovery ended. */
export interface Recovered<Connection> {
  connection: Connection;
  /** What stays out of the article. */
  refused: ReadonlySet<DocumentPart>;
  /** How many passages the tray has got by it. */
  kept: number;
}

/**
 * Replaces a refused document. Everything unsent is put into the tray first, so that it outlasts a reload, and leaves it
 * as the server takes it in. `openFresh` gives a connection that has the server's state, or null where the article has
 * been left meanwhile; then null is given here too.
 */
export async function recover<Connection extends Recoverable>(
  old: Pick<Recoverable, 'doc' | 'own' | 'forget'>,
  refusal: Refused,
  tray: Pick<RescuedTray, 'add' | 'remove'>,
  openFresh: () => Promise<Connection | null>,
): Promise<Recovered<Connection> | null> {
  let connection = await openFresh();
  if (!connection) return null;
  const changes = unsentChanges(old.doc, connection.doc);
  const passages = new Map<DocumentPart, Rescued>();
  // What others wrote and the server has lost is not this person's to bring back under their own name.
  const own = lostByServer.has(refusal.reason) ? old.own : undefined;
  for (const part of changes.keys()) {
    const passage = rescuedFrom(old.doc, connection.doc, part, refusal.reason, own);
    if (passage) passages.set(part, passage);
  }
  tray.add([...passages.values()]);
  await old.forget();
  await connection.keep();

  const refused = new Set<DocumentPart>();
  for (const [part, update] of changes) {
    if (update === null || isHopeless(part, refusal, changes.size) || hasNoPlace(part, refused, connection)) {
      refused.add(part);
      continue;
    }
    const outcome = await connection.handIn(update);
    if (outcome.type === 'gone') return null;
    const passage = passages.get(part);
    if (outcome.type === 'saved') {
      if (passage) tray.remove(passage.id);
      passages.delete(part);
      continue;
    }
    refused.add(part);
    await connection.forget();
    connection.destroy();
    connection = await openFresh();
    if (!connection) return null;
    await connection.keep();
  }
  return { connection, refused, kept: passages.size };
}

/** The server takes nothing of the article from this person. */
const closed: ReadonlySet<RefusalReason> = new Set(['read-only', 'archived']);
/** The server has lost what this document holds: a backup was restored, or changes can't be read. */
const lostByServer: ReadonlySet<RefusalReason> = new Set(['ahead', 'unreadable']);

/** Whether the refusal was about this part for sure, so that the server need not be asked again. */
function isHopeless(part: DocumentPart, refusal: Refused, parts: number): boolean {
  if (parts === 1 || closed.has(refusal.reason) || lostByServer.has(refusal.reason)) return true;
  const section = sectionOf(part);
  // A sealed section can still be moved: its entry in the outline may pass.
  return (
    refusal.reason === 'sealed' && section !== null && !isEntry(part) && refusal.sections.includes(section)
  );
}

/** Whether the part is the text of a new section that did not get into the outline. */
function hasNoPlace(
  part: DocumentPart,
  refused: ReadonlySet<DocumentPart>,
  { doc }: Pick<Recoverable, 'doc'>,
): boolean {
  const section = sectionOf(part);
  return section !== null && refused.has(`outline:${section}`) && !outlineMap(doc).has(section);
}
