// What every public answer carries. The pages need no script, so none may run, whatever a text should hold.
import type { Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

/** Whose frames may be loaded, on a reader's click: where embeds of the allowed hosts lead. */
const frameOrigins = [
  'https://www.youtube-nocookie.com',
  'https://player.vimeo.com',
  'https://open.spotify.com',
  'https://w.soundcloud.com',
  'https://www.instagram.com',
  'https://platform.twitter.com',
  'https://datawrapper.dwcdn.net',
];

/** Pages of other sites may read feeds and previews with scripts of theirs: they are public, and ask for no cookie. */
export const openToOthers = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};

/** Sets what every answer carries: protection, and the headers in `more`. */
export function siteHeaders(more: Record<string, string>): RequestHandler {
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'"],
        frameSrc: frameOrigins,
        baseUri: ["'none'"],
        // The site's search is a form that leads to one of its own pages.
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
      },
    },
    // Some providers refuse to play where they do not know which site asks.
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    // Whether the public address is https is the proxy's to say, not this server's.
    strictTransportSecurity: false,
  });
  return (request, response, next) => {
    for (const [name, value] of Object.entries(more)) response.setHeader(name, value);
    protect(request, response, next);
  };
}

/** What such a handler sets, by name, for answers that no handler sees. */
export function plainHeaders(handler: RequestHandler): Record<string, string> {
  const set: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => {
      set[name.toLowerCase()] = value;
    },
    removeHeader: () => {},
  };
  // The handler looks at nothing of the request, and at no more of the response.
  handler({} as Request, response as unknown as Response, (error?: unknown) => {
    if (error) throw error;
  });
  return set;
}
