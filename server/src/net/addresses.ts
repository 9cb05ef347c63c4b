// Which addresses are on the public internet: where others say whom the server asks, it asks nobody within the house.
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * Whether this is an address of the public internet. Everything else is not: names, loopback, private and link-local
 * networks, shared and test networks, multicast, and what carries an IPv4 address within an IPv6 one.
 */
export function isPublicAddress(address: string): boolean {
  // `ipaddr.js` reads more than this, such as 127.1; a zone is said of link-local addresses only.
  if (isIP(address) === 0 || address.includes('%')) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  // Of IPv6 one eighth is given out; the library calls the others unicast too.
  return parsed instanceof ipaddr.IPv4 || parsed.match(global);
}

const global = ipaddr.IPv6.parseCIDR('2000::/3');
