// Which addresses are on the public internet: where others say whom the server asks, it asks nobody within the house.
import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * Whether this is an address of the public internet. Everything else is not: names, loopback, private and link-local
 * networks, shared and test networks, multicast, and what carries an IPv4 address within an IPv6 one.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !reserved4.check(address, 'ipv4');
  // A zone is said of link-local addresses only.
  if (!isIPv6(address) || address.includes('%')) return false;
  return global6.check(address, 'ipv6') && !reserved6.check(address, 'ipv6');
}

/** The registry of special-purpose addresses (RFC 6890 and what followed it). */
const reserved4 = listOf('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]);

// IPv4-mapped addresses, NAT64 and all local kinds stand outside of this one. A list of its own: Node compares
// addresses of both versions as one, and a rule for mapped addresses would hold for all of IPv4.
const global6 = listOf('ipv6', [['2000::', 3]]);
const reserved6 = listOf('ipv6', [
  // Teredo, benchmarking, ORCHID and the like.
  ['2001::', 23],
  ['2001:db8::', 32],
  // 6to4.
  ['2002::', 16],
  ['3fff::', 20],
]);

function listOf(type: 'ipv4' | 'ipv6', networks: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of networks) list.addSubnet(network, prefix, type);
  return list;
}
