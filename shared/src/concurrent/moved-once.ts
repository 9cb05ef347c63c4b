// Two people who move the same block at the same time have each made a copy of it: one goes again, that of the client with
// the higher id, by that client itself.
import * as Y from 'yjs';
import { outlineMap, sectionFragment } from '../article/document.ts';
import type { SectionId } from '../ids.ts';
import { blockIdOf } from './copies.ts';

/** One's own blocks of which somebody else's copy has come that is to stay. */
export function secondCopies(doc: Y.Doc, came: ReadonlyMap<unknown, Y.XmlElement>): Y.Item[] {
  const own = doc.clientID;
  const found: Y.Item[] = [];
  for (const section of came.size === 0 ? [] : outlineMap(doc).keys()) {
    for (const block of sectionFragment(doc, section as SectionId).toArray()) {
      if (!(block instanceof Y.XmlElement) || block._item?.id.client !== own) continue;
      const other = came.get(blockIdOf({ parent: block }))?._item?.id.client;
      if (other !== undefined && other < own) found.push(block._item);
    }
  }
  return found;
}
