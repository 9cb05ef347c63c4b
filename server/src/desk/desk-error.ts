// Why a desk can't be started, where that is for the person who starts it.

/** Something outside Galley keeps it from starting; the message is one line for the person who starts it. */
export class DeskError extends Error {
  override readonly name = 'DeskError';
}
