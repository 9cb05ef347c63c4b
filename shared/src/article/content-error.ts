// The expected refusal of content: by the schema, or by a limit of Galley's own.

/**
 * Thrown for content that can't be taken. ProseMirror throws bare RangeErrors for it, and for wrong positions as well;
 * V8 throws them for a stack overflow. Only this class may be answered as "your content does not fit".
 */
export class ContentError extends Error {
  override readonly name = 'ContentError';
}

/** Gives what `check` gives; throws a `ContentError` where ProseMirror's schema refuses the content. */
export function checkedBySchema<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof RangeError && !isStackOverflow(error))
      throw new ContentError(error.message, { cause: error });
    throw error;
  }
}

function isStackOverflow({ message }: RangeError): boolean {
  return message.startsWith('Maximum call stack');
}
