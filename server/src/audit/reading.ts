// Who was shown an article's text over HTTP. It stands before all routes and looks at their answers: which of them give text
// is said by their definitions. What is shown over the live socket is noted by collab/, and exports are acts of their own.
import type { RequestHandler } from 'express';
import { textShownBy } from '../http/shown-text.ts';
import type { Notes } from './notes.ts';

/** Notes who was answered with text. */
export function noteReading(notes: Pick<Notes, 'opened'>): RequestHandler {
  return (_request, response, next) => {
    response.once('finish', () => {
      const shown = textShownBy(response);
      if (shown && (response.statusCode === 200 || response.statusCode === 304))
        notes.opened(shown.article, shown.person);
    });
    next();
  };
}
