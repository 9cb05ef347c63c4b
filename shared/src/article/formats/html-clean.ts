// One cleaner for all HTML, imported or pasted. What programs write in ways of their own becomes plain HTML: their lists,
// titles, quotes, lazy pictures and detours of links. What no reader of the page sees is taken out and counted.
import type { Language } from '../../language.ts';
import { joinedLosses } from './found.ts';
import { applyClassStyles } from './html-class-styles.ts';
import { takeOutComments } from './html-comments.ts';
import { takeOutHidden } from './html-hidden.ts';
import { findLazyPictures } from './html-lazy-pictures.ts';
import { cleanAddresses } from './html-links.ts';
import { nameOfficeBlocks } from './html-office-blocks.ts';
import { nestOfficeLists } from './html-office-lists.ts';
import { writeQuotationMarks } from './html-quotation-marks.ts';
import type { HtmlElement } from './html-tree.ts';
import type { Lost } from './pieces.ts';

export interface CleanOptions {
  /** Of the article, where the HTML does not name its own. */
  language: Language;
  /** The desk's own origin: its addresses become paths. */
  desk: string | null;
  /** A picture that stands beside the file, by its relative address, as a `data:` address; null where none does. */
  pictureAt?: ((path: string) => string | null) | undefined;
}

/** Cleans the tree in place, and gives what was taken out of it. */
export function cleanHtml(root: HtmlElement, { language, desk, pictureAt }: CleanOptions): Lost[] {
  applyClassStyles(root);
  findLazyPictures(root);
  const lost = [...takeOutComments(root), ...takeOutHidden(root)];
  nameOfficeBlocks(root);
  nestOfficeLists(root);
  cleanAddresses(root, desk, pictureAt);
  writeQuotationMarks(root, language);
  return joinedLosses(lost);
}
