// A proxy that is set wrongly shows itself in what reaches the server. Each sign is said once, in words that name what to set.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { ProblemError } from '../http/problem.ts';

interface ProxyOptions {
  /** Where people reach Galley, without a path. */
  url: string;
  origins: readonly string[];
  /** How many proxies the configuration names. */
  trustProxy: number;
  log: Logger;
}

/** Where requests are looked at for signs of a proxy. */
export interface ProxySigns {
  /** Looks at each request; mount it before everything that refuses. */
  look: RequestHandler;
  /** Answers the sockets' paths where the upgrade got lost on the way. */
  refusePlain: RequestHandler;
  /** Looks at a request for a socket. */
  lookAtUpgrade(request: IncomingMessage): void;
}

/** Each sign is logged once, as a warning. */
export function createProxySigns({ url, origins, trustProxy, log }: ProxyOptions): ProxySigns {
  const said = new Set<string>();
  const warn = (sign: string, words: string) => {
    if (said.has(sign)) return;
    said.add(sign);
    log.warn({ sign }, words);
  };

  const lookAt = (headers: IncomingHttpHeaders, isWriting: boolean) => {
    if (headers['x-forwarded-for'] !== undefined && trustProxy === 0)
      warn(
        'forwarded',
        'Requests come through a proxy, and TRUST_PROXY is 0: limits take everybody behind it for one person. ' +
          'Set TRUST_PROXY to the number of proxies before Galley.',
      );
    if (headers['x-forwarded-proto'] === 'http' && url.startsWith('https:'))
      warn(
        'http',
        `PUBLIC_URL is ${url}, and the proxy passes requests on that came over http: browsers keep no session there. ` +
          'Let the proxy send people to https.',
      );
    if (headers['x-forwarded-proto'] === 'https' && url.startsWith('http:'))
      warn(
        'https',
        `People come over https, and PUBLIC_URL is ${url}: what they send is refused as another site's. ` +
          'Set PUBLIC_URL to the address that they use.',
      );
    const { origin } = headers;
    if (origin === undefined || origins.includes(origin) || !isWriting || !isSameHost(headers.host, origin))
      return;
    warn(
      'origin',
      `A page of this server, opened at ${originOf(origin)}, is refused: Galley knows ${origins.join(', ')} only. ` +
        'Set PUBLIC_URL to where people open the desk, or name the other address in ALLOWED_ORIGINS.',
    );
  };

  return {
    look: (request, _response, next) => {
      lookAt(request.headers, request.method !== 'GET' && request.method !== 'HEAD');
      next();
    },
    refusePlain: (_request, _response) => {
      warn(
        'upgrade',
        'A request for a WebSocket came without its upgrade: the proxy before Galley has to pass WebSockets on ' +
          '(the headers Upgrade and Connection, over HTTP/1.1). See docs/OPERATING.md.',
      );
      throw new ProblemError('upgrade-required');
    },
    // A socket's origin counts as that of a request that writes.
    lookAtUpgrade: ({ headers }) => lookAt(headers, true),
  };
}

/** Whether a page was loaded from this very server, as far as the proxy passes the host on. */
function isSameHost(host: string | undefined, origin: string): boolean {
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}

/** As it may stand in a line of the log. */
function originOf(origin: string): string {
  return new URL(origin).origin.slice(0, 200);
}
