// Copies of an article that this device kept under another schema. Their text can't be sent anymore as it stands; what
// was unsent of it goes to the tray.
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import * as Y from 'yjs';
import { otherSchemasWithCopy } from '../app/kept-on-device.ts';
import { LocalCopy } from './local-copy.ts';
import { type Rescued, type RescuedTray, rescuedFrom } from './rescued.ts';
import { unsentChanges } from './unsent-changes.ts';

/** Moves unsent text of older copies to the tray and deletes them. `known` has the server's state. */
export async function rescueOlderCopies(
  article: ArticleId,
  user: UserId,
  known: Y.Doc,
  tray: RescuedTray,
): Promise<void> {
  for (const schema of await otherSchemasWithCopy(article, user)) {
    const copy = new LocalCopy(article, user, schema);
    const doc = new Y.Doc();
    await copy.keep(doc);
    tray.add(unsentPassages(doc, known));
    await copy.delete();
    doc.destroy();
  }
}

function unsentPassages(doc: Y.Doc, known: Y.Doc): Rescued[] {
  return [...unsentChanges(doc, known).keys()].flatMap(
    (part) => rescuedFrom(doc, known, part, 'reload-required') ?? [],
  );
}
