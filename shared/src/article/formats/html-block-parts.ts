// What the readers of HTML elements hand to each other.
import type { Found } from './found.ts';
import type { HtmlElement } from './html-tree.ts';
import type { Lost } from './pieces.ts';

/** What the parts of a block are read with. */
export interface BlockParts {
  read(element: HtmlElement): Found[];
  /** Takes what can't be taken over. */
  lost: Lost[];
  /** A desk wrote the HTML: an address alone is a paragraph there. */
  isOwn: boolean;
}
