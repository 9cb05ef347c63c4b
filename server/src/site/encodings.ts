// Which form of a page a reader's program takes (RFC 9110, 12.5.3), and which of them it has already (13.1.2).

export type Encoding = 'identity' | 'gzip' | 'br';

/** From the smallest to the largest: what is taken where a program likes several as well. */
const encodings: readonly Encoding[] = ['br', 'gzip', 'identity'];

const remembered = new Map<string, readonly Encoding[]>();
const maxRemembered = 200;

/** What an `Accept-Encoding` takes, the best first. Never empty: what refuses everything gets the page as it is. */
export function acceptedEncodings(header: string | undefined): readonly Encoding[] {
  if (header === undefined || header === '') return ['identity'];
  const known = remembered.get(header);
  if (known) return known;
  const accepted = parseAccepted(header);
  // Browsers send one of a few; who sends others each time must not fill the memory.
  if (remembered.size >= maxRemembered) remembered.clear();
  if (header.length <= 200) remembered.set(header, accepted);
  return accepted;
}

function parseAccepted(header: string): readonly Encoding[] {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((one) => one.trim());
    const written = parameters.find((one) => one.startsWith('q='))?.slice(2);
    const weight = written === undefined ? 1 : Number.parseFloat(written);
    if (name !== '') weights.set(name === 'x-gzip' ? 'gzip' : name, Number.isFinite(weight) ? weight : 0);
  }
  const any = weights.get('*');
  const weightOf = (encoding: Encoding): number => {
    const own = weights.get(encoding);
    if (own !== undefined) return own;
    // What is not named is refused, but for the page as it is, which comes last.
    if (encoding === 'identity') return any === 0 ? 0 : Number.MIN_VALUE;
    return any ?? 0;
  };
  const accepted = encodings
    .filter((encoding) => weightOf(encoding) > 0)
    .toSorted((one, other) => weightOf(other) - weightOf(one));
  return accepted.length > 0 ? accepted : ['identity'];
}

/** Whether an `If-None-Match` names this tag; a weak one is as good here. */
export function namesTag(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch === etag || ifNoneMatch === '*') return true;
  return ifNoneMatch.split(',').some((written) => written.trim().replace(/^W\//, '') === etag);
}
