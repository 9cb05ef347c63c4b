// Where suggestions stand: beside which part of the page, and at which places of its text as it is now.
import { sectionFragment } from '@galley/shared/article/document.ts';
import { isLine, type Region } from '@galley/shared/article/region.ts';
import { lineNode } from '@galley/shared/review/suggestions/line.ts';
import type { Placed } from '@galley/shared/review/suggestions/place.ts';
import { placesOf } from '@galley/shared/review/suggestions/places.ts';
import { regionNode } from '@galley/shared/review/suggestions/region-node.ts';
import type { SuggestionChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import type { Node } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import { sectionDocument } from '../../editor/region-text.ts';
import type { Carded } from '../threads/margin-layout.ts';
import { sectionNode } from './section-node.ts';
import type { ShownSuggestion } from './shown-suggestions.ts';

/** What its card stands beside. */
export function cardOf(suggestion: ShownSuggestion): Carded {
  const { id, region } = suggestion;
  return {
    id,
    subject: { type: isLine(region) ? 'region' : 'suggestion', region },
  };
}

/** A region's text, in which suggestions are found; null where it can't be read. */
export function regionText(doc: Y.Doc, region: Region): Node | null {
  return isLine(region) ? regionNode(doc, region) : sectionDocument(sectionFragment(doc, region));
}

const known = new WeakMap<Node, WeakMap<SuggestionChange, readonly Placed[] | null>>();

/**
 * The places of a region's text that a suggestion would change, be it an editor's document or that of `regionText`. Null
 * where it no longer stands: the server would not accept it either. Looked up once for both.
 */
export function placesIn(doc: Node, change: SuggestionChange): readonly Placed[] | null {
  const places = known.get(doc) ?? new WeakMap<SuggestionChange, readonly Placed[] | null>();
  known.set(doc, places);
  const found = places.get(change);
  if (found !== undefined) return found;
  const text = change.type === 'line' ? lineNode(doc.textContent) : sectionNode(doc);
  const looked = placesOf(text, change);
  places.set(change, looked);
  return looked;
}
