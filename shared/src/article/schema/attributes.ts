// What the attributes of nodes and marks may hold. ProseMirror calls `validate` when a document is checked, so that the
// server refuses what an editor of ours would never write.

type Validate = (value: unknown) => void;

/** Text of at most so many characters. */
export function text(max: number): Validate {
  return (value) => {
    if (typeof value !== 'string' || value.length > max)
      throw new RangeError(`not a text of at most ${max} characters`);
  };
}

/** A whole number between two bounds, both included. */
export function integer(min: number, max: number): Validate {
  return (value) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
      throw new RangeError(`not a whole number from ${min} to ${max}`);
    }
  };
}

/** One of these texts. */
export function oneOf(values: readonly string[]): Validate {
  return (value) => {
    if (typeof value !== 'string' || !values.includes(value))
      throw new RangeError(`none of ${values.join(', ')}`);
  };
}

/** What the inner rule allows, or null. */
export function nullable(inner: Validate): Validate {
  return (value) => {
    if (value !== null) inner(value);
  };
}

const idPattern = /^[0-9A-Za-z-]{1,64}$/;

/** The id of a block or of a media file: letters, digits and hyphens. */
export const identifier: Validate = (value) => {
  if (typeof value !== 'string' || !idPattern.test(value)) throw new RangeError('not an identifier');
};

/** An address that a link may lead to. */
export const linkTarget: Validate = (value) => {
  if (typeof value !== 'string' || !isSafeLink(value)) throw new RangeError('not an allowed link');
};

/**
 * Whether a link may lead there: http, https, mailto and tel addresses, and paths of this site. Control characters and
 * blanks, which browsers drop when they read a scheme, make an address unsafe.
 */
export function isSafeLink(address: string): boolean {
  if (address.length > 2000 || hasBlankOrControl(address)) return false;
  if (/^\/(?![/\\])/.test(address) || address.startsWith('#')) return true;
  return /^(https?:\/\/[^/]|mailto:[^@]+@|tel:[+\d])/i.test(address);
}

function hasBlankOrControl(address: string): boolean {
  for (const character of address) {
    const code = character.charCodeAt(0);
    if (code <= 0x20 || (code >= 0x7f && code <= 0xa0)) return true;
  }
  return false;
}
