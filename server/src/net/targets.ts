// Where requests may go: to http and https addresses of the public internet, and to the hosts that the configuration names.
import { promises as dns, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { TargetRefusal } from '@galley/shared/api/webhooks.ts';
import { isPublicAddress } from './addresses.ts';

/** Finds the addresses of a name. */
export type Resolve = (host: string) => Promise<LookupAddress[]>;

const resolveBySystem: Resolve = (host) => dns.lookup(host, { all: true });

/** The reason for which nothing is sent somewhere. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
  readonly why: TargetRefusal;
  constructor(why: TargetRefusal) {
    super(why);
    this.why = why;
  }
}

/** Where requests may go; ask it anew for each one. */
export interface Targets {
  /** Why nothing may be sent to this URL as it stands today; null where it may. */
  refusalOf(url: string): Promise<TargetRefusal | null>;
  /** Reads a URL to which something is sent by `lookup`; throws `TargetError`. */
  read(url: string): URL;
  /**
   * Looks up a name for a request. The addresses that it gives are the ones that it has checked, so a name that means
   * something else a moment later leads nowhere.
   */
  lookup: LookupFunction;
}

/** `allow` names hosts that are let through wherever they are, as URLs write them. */
export function createTargets(allow: readonly string[], resolve: Resolve = resolveBySystem): Targets {
  const addressesOf = async (host: string): Promise<LookupAddress[]> => {
    const addresses = await resolve(host).catch(() => []);
    if (addresses.length === 0) throw new TargetError('unknown-host');
    if (!allow.includes(host) && !addresses.every(({ address }) => isPublicAddress(address)))
      throw new TargetError('private-address');
    return addresses;
  };

  const read = (text: string): URL => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url?.protocol !== 'http:' && url?.protocol !== 'https:') throw new TargetError('not-http');
    if (url.username !== '' || url.password !== '') throw new TargetError('credentials');
    // No name is looked up where the URL has an address, in whatever way it was written.
    const host = hostOf(url);
    if (isIP(host) !== 0 && !allow.includes(url.hostname) && !isPublicAddress(host))
      throw new TargetError('private-address');
    return url;
  };

  return {
    read,

    refusalOf: async (text) => {
      try {
        const host = hostOf(read(text));
        if (isIP(host) === 0) await addressesOf(host);
        return null;
      } catch (error) {
        if (error instanceof TargetError) return error.why;
        throw error;
      }
    },

    lookup: (host, { all }, callback) => {
      addressesOf(host).then(
        (addresses) => {
          const [first] = addresses;
          if (all) callback(null, addresses);
          else callback(null, first?.address ?? '', first?.family);
        },
        (error: Error) => callback(error, ''),
      );
    },
  };
}

/** A URL's host without the brackets of IPv6. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
