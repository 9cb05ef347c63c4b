/** What a command can't do, in words for whoever typed it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
