// HTML from web pages, mail programs and word processors. What has no place in an article is turned into what has:
// no text that a reader of the page would see is lost, and nothing else is taken over.
import type { Language } from '../../language.ts';
import type { FoundFile } from './found.ts';
import { parseHtml } from './html-parse.ts';
import { readTree } from './html-read.ts';
import type { FindMainText } from './html-regions.ts';

export interface HtmlOptions {
  /** Of the article. */
  language?: Language;
  /** The desk's own origin: its addresses become paths, and its pictures are known again. */
  desk?: string | null;
  /** Asked for a page's main text, beside what the page's own elements say. */
  findMainText?: FindMainText;
  /** A picture that stands beside the file, by its relative address, as a `data:` address; null where none does. */
  pictureAt?: (path: string) => string | null;
}

/** The text of a page or of a piece of one. What stands around the article is left out at first, with the reason. */
export function readHtml(
  source: string,
  { language = 'en', desk = null, findMainText, pictureAt }: HtmlOptions = {},
): FoundFile {
  return readTree(parseHtml(source), { language, desk, page: true, findMainText, pictureAt });
}
