// Who was shown an article's text over HTTP. It stands before all routes and looks at their answers, so that no route can
// forget it; what is shown over the live socket is told by collab/. Exports are acts of their own.
import { articleIdOf } from '@galley/shared/ids.ts';
import type { RequestHandler } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import { textShownBy } from '../api/shown-text.ts';
import type { Notes } from './notes.ts';

/** The paths below an article whose answers hold text of it. */
const textual = /^\/api\/articles\/([0-9a-z]+)\/(revisions|changes)(\/|$)/;

/** Notes who was answered with text. */
export function noteReading(sessions: Sessions, notes: Notes): RequestHandler {
  return (request, response, next) => {
    const article = request.method === 'GET' ? articleIdOf(textual.exec(request.path)?.[1]) : null;
    if (article !== null)
      response.once('finish', () => {
        if (response.statusCode !== 200 && response.statusCode !== 304) return;
        // The route has just asked the same, so this is known; a session that ended meanwhile is nobody's any more.
        sessions.of(request.headers).then(
          (signedIn) => signedIn && notes.opened(article, signedIn.me.id),
          () => undefined,
        );
      });
    response.once('finish', () => {
      const shown = textShownBy(response);
      if (shown && (response.statusCode === 200 || response.statusCode === 304))
        notes.opened(shown.article, shown.person);
    });
    next();
  };
}
