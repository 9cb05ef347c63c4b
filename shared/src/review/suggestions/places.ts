// Where suggestions stand in the text of what they are about, be it a section or a line.
import type { Node } from '@tiptap/pm/model';
import { placesInLine } from './line.ts';
import { locate, type Placed } from './place.ts';
import type { SuggestionChange } from './suggestion-change.ts';

/**
 * The places of a region's text, as `regionNode` gives it, that a suggestion changes, in order, and what comes there. Null
 * where it no longer stands.
 */
export function placesOf(doc: Node, change: SuggestionChange): Placed[] | null {
  if (change.type === 'line') return placesInLine(doc, change);
  const range = locate(doc, change);
  return range && [{ ...range, after: change.after }];
}
