/** The browser gave no passkey, and not because somebody decided so: it has none, or cannot use one here. */
export class NoPasskeyError extends Error {
  override name = 'NoPasskeyError';
}
