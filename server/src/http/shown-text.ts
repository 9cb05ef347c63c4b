// Which answers give an article's text, and to whom: said where a route is mounted, read by the audit log.
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { Response } from 'express';

interface ShownText {
  article: ArticleId;
  person: UserId;
}

const shown = new WeakMap<Response, ShownText>();

/** Says that this answer, if it is one, gives text of the article to this person. */
export function showsText(response: Response, text: ShownText): void {
  shown.set(response, text);
}

/** Of which article the answer gives text, and to whom; undefined where it gives none. */
export function textShownBy(response: Response): ShownText | undefined {
  return shown.get(response);
}
