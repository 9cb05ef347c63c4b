// The parts of an article that each have a text of their own: headline, dek, the words of the lead image, and every section.
import { z } from 'zod';
import { idSchema } from '../id-schema.ts';
import { idPattern, isId, type SectionId } from '../ids.ts';
import { isLineRoot, type Line, lines } from './document.ts';

/** A part of an article with a text and an editor of its own. */
export type Region = Line | SectionId;

/** A region as it is named on the wire: a line's name, or the id of a section, whether there is one or not. */
export const regionSchema = z.union([z.enum(lines), idSchema<SectionId>(z.string().regex(idPattern))]);

/** Whether a text can name a region at all. */
export function isRegion(text: unknown): text is Region {
  return typeof text === 'string' && (isLineRoot(text) || isId<SectionId>(text));
}

/** Whether the region is one of the article's single lines: headline, dek, the words of the lead image. */
export function isLine(region: Region): region is Line {
  return isLineRoot(region);
}

/** The section that the region is; null for a line, which is in none. */
export function sectionOf(region: Region): SectionId | null {
  return isLine(region) ? null : region;
}
