// The parts of an article that each have a text of their own: headline, dek, the words of the lead image, and every section.
import type { SectionId } from '../ids.ts';
import { isLineRoot, type Line } from './document.ts';

/** A part of an article with a text and an editor of its own. */
export type Region = Line | SectionId;

/** Whether the region is one of the article's single lines: headline, dek, the words of the lead image. */
export function isLine(region: Region): region is Line {
  return isLineRoot(region);
}
