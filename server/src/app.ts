// The one HTTP application: who answers which path, and what every answer carries.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { liveSocketPath } from '@galley/shared/wire/live.ts';
import { articleSocketPath } from '@galley/shared/wire/messages.ts';
import compression from 'compression';
import express, {
  type Express,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import expressStaticGzip from 'express-static-gzip';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { handleErrors } from './http/error-handler.ts';
import { ProblemError } from './http/problem.ts';
import { giveRequestIds } from './http/request-id.ts';
import { refuseToWrite, refuseUnknown, requireDefinitions, routesOf } from './http/routes.ts';
import { logRequests } from './log.ts';
import { refuseForeignOrigins } from './net/origin.ts';
import type { ProxySigns } from './net/proxy-signs.ts';
import { traceRequests } from './tracing/spans.ts';

export interface AppOptions {
  origins: readonly string[];
  trustProxy: number;
  log: Logger;
  /** Notices proxies that are set wrongly. */
  proxy: ProxySigns;
  /** Answers whether this process can serve. */
  ready: RequestHandler;
  /** What looks at each request before it is answered, in this order. */
  before: readonly RequestHandler[];
  /** What answers below /api, /media and /preview. */
  routers: readonly Router[];
  /** The public site: everything else. */
  site: Router;
}

const clientBuild = fileURLToPath(new URL('../../client/dist', import.meta.url));

/** The Express application over the parts' routers. Throws where one has a route below /api without a definition. */
export function createApp(options: AppOptions): Express {
  const { origins, trustProxy, log, proxy, ready, before, routers, site } = options;
  requireDefinitions(routers);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy);
  app.use(giveRequestIds(trustProxy));
  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/ready', ready);
  app.use(traceRequests(trustProxy), logRequests(log));
  app.use(compression({ filter: isWorthCompressing }));
  app.use(refuseNul);

  app.use(proxy.look);
  app.use('/api', deskHeaders(), refuseForeignOrigins(origins));
  app.use([articleSocketPath, liveSocketPath], proxy.refusePlain);
  app.use(...before, ...routers);
  app.use('/api', refuseUnknown(routesOf(app)));
  app.use(refuseToWrite);
  app.use('/desk', deskHeaders(), deskPages());
  app.use(site);
  app.use(handleErrors(log));
  return app;
}

/** The public site's pages are compressed already, in forms with tags of their own. */
function isWorthCompressing(request: Request, response: Response): boolean {
  return response.locals.compressed !== true && compression.filter(request, response);
}

/** No path or question has this character in it, and PostgreSQL would not even look it up. */
const refuseNul: RequestHandler = ({ url }, _response, next) => {
  if (url.includes('%00')) throw new ProblemError('not-found');
  next();
};

/** The desk's pages run scripts of their own origin only, and are shown in no other site's frame. */
function deskHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Mantine and ProseMirror set styles on elements and in style tags.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        // Previews are pages of our own; embeds load on a click, from the hosts that the schema allows.
        frameSrc: ["'self'", 'https:'],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    crossOriginEmbedderPolicy: false,
    // Whether the public address is https is the proxy's to say, not this server's.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
  });
}

/** No file has a name that can't be decoded, which the library would answer with 400. */
const refuseMalformed: RequestHandler = ({ path }, _response, next) => {
  try {
    decodeURIComponent(path);
  } catch {
    throw new ProblemError('not-found');
  }
  next();
};

/** The client's build; every path below /desk that is no file is the application itself. */
function deskPages(): Router {
  const router = express.Router();
  const page = join(clientBuild, 'index.html');
  router.use(
    '/assets',
    refuseMalformed,
    // Compressed when it was built, so that opening a page costs this process no compression.
    expressStaticGzip(join(clientBuild, 'assets'), {
      enableBrotli: true,
      orderPreference: ['br', 'gzip'],
      index: false,
      serveStatic: { immutable: true, maxAge: '365d', fallthrough: false },
    }),
  );
  router.use(express.static(clientBuild, { index: false, cacheControl: false }));
  router.get(/.*/, (_request, response) => {
    if (!existsSync(page))
      throw new ProblemError('not-found', 'The client is not built; `npm start` builds it.');
    response.set('cache-control', 'no-cache').sendFile(page);
  });
  return router;
}
