// E-mail addresses as the HTTP interface takes them: also those whose domain has letters beyond ASCII.
import { z } from 'zod';

/**
 * An address as it is kept: the domain as DNS writes it, in ASCII and lower case (IDNA), so that `anna@müller.de` and
 * `anna@xn--mller-kva.de` are one. What stands before the @ is in ASCII; mail servers take others only by arrangement.
 */
export const emailAddressSchema = z
  .string()
  .max(200)
  .overwrite((address) => withAsciiDomain(address.trim()))
  .pipe(z.email().max(200));

function withAsciiDomain(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  // URLs write their hosts so, in every browser and in Node.
  if (at < 1 || !/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain) || !URL.canParse(`http://${domain}`)) return address;
  const { hostname } = new URL(`http://${domain}`);
  return `${address.slice(0, at)}@${hostname}`;
}
