// What happens after the server has refused an edit: the document that holds it is given up for a fresh one, into which
// all else that was unsent goes again, region by region.
import { outlineMap } from '@galley/shared/article/document.ts';
import type { RefusalReason } from '@galley/shared/wire/messages.ts';
import type { ArticleConnection, Refused } from './connection.ts';
import { type Rescued, type RescuedTray, rescuedFrom } from './rescued.ts';
import { type ChangedRegion, isEntry, sectionOf, unsentChanges } from './unsent-changes.ts';

/** How a recovery ended. */
export interface Recovered {
  connection: ArticleConnection;
  /** What stays out of the article. */
  refused: ReadonlySet<ChangedRegion>;
  /** How many passages the tray has got by it. */
  kept: number;
}

/**
 * Replaces a refused document. Everything unsent is put into the tray first, so that it outlasts a reload, and leaves it
 * as the server takes it in. `openFresh` gives a connection that has the server's state, or null where the article has
 * been left meanwhile; then null is given here too.
 */
export async function recover(
  old: ArticleConnection,
  refusal: Refused,
  tray: RescuedTray,
  openFresh: () => Promise<ArticleConnection | null>,
): Promise<Recovered | null> {
  let connection = await openFresh();
  if (!connection) return null;
  const changes = unsentChanges(old.doc, connection.doc);
  const passages = new Map<ChangedRegion, Rescued>();
  // What others wrote and the server has lost is not this person's to bring back under their own name.
  const own = lostByServer.has(refusal.reason) ? old.own : undefined;
  for (const region of changes.keys()) {
    const passage = rescuedFrom(old.doc, connection.doc, region, refusal.reason, own);
    if (passage) passages.set(region, passage);
  }
  tray.add([...passages.values()]);
  await old.forget();
  await connection.keep();

  const refused = new Set<ChangedRegion>();
  for (const [region, update] of changes) {
    if (
      update === null ||
      isHopeless(region, refusal, changes.size) ||
      hasNoPlace(region, refused, connection)
    ) {
      refused.add(region);
      continue;
    }
    const outcome = await connection.handIn(update);
    if (outcome.type === 'gone') return null;
    const passage = passages.get(region);
    if (outcome.type === 'saved') {
      if (passage) tray.remove(passage.id);
      passages.delete(region);
      continue;
    }
    refused.add(region);
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

/** Whether the refusal was about this region for sure, so that the server need not be asked again. */
function isHopeless(region: ChangedRegion, refusal: Refused, regions: number): boolean {
  if (regions === 1 || closed.has(refusal.reason) || lostByServer.has(refusal.reason)) return true;
  const section = sectionOf(region);
  // A sealed section can still be moved: its entry in the outline may pass.
  return (
    refusal.reason === 'sealed' && section !== null && !isEntry(region) && refusal.sections.includes(section)
  );
}

/** Whether the region is the text of a new section that did not get into the outline. */
function hasNoPlace(
  region: ChangedRegion,
  refused: ReadonlySet<ChangedRegion>,
  { doc }: ArticleConnection,
): boolean {
  const section = sectionOf(region);
  return section !== null && refused.has(`outline:${section}`) && !outlineMap(doc).has(section);
}
