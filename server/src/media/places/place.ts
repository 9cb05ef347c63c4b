// The one interface of the places where the bytes of pictures can be: the database, a folder, a bucket.
import { ProblemError } from '../../http/problem.ts';
import { messageOf } from '../../storage/open.ts';
import type { PicturePlace } from '../../storage/tables/media.ts';

/** Where the bytes of pictures may be kept. */
export const picturePlaces = ['database', 'folder', 'bucket'] as const satisfies readonly PicturePlace[];

/** Keeps bytes under keys. Every method throws `PlaceError` where the place does not answer or refuses. */
export interface Place {
  /** Keeps bytes under a key that is never used for others; resolves once a crash of this machine can't lose them. */
  put(key: string, bytes: Buffer, mime: string): Promise<void>;
  /** Null where nothing is under the key. */
  get(key: string): Promise<Buffer | null>;
  /** Does nothing where nothing is under the key. */
  delete(key: string): Promise<void>;
}

/**
 * A place does not answer, has no room or refuses what is asked of it. To people the answer says only that pictures can't be
 * kept or read at the moment; the message is one line for operators.
 */
export class PlaceError extends ProblemError {
  readonly place: PicturePlace;
  constructor(place: PicturePlace, cause: unknown) {
    super('pictures-unavailable');
    this.name = 'PlaceError';
    this.message = `The ${place} of the pictures can’t be used: ${reasonOf(cause)}`;
    this.cause = cause;
    this.place = place;
  }
}

/** The settings do not fit what is there; the message is one line for the person who starts Galley. */
export class PlaceSettingError extends Error {
  override readonly name = 'PlaceSettingError';
}

/** What an operator has to know of a failure, in one line: of a place that can't be used, only why. */
export function reasonOf(error: unknown): string {
  if (error instanceof PlaceError) return reasonOf(error.cause);
  const said = messageOf(error).replace(/\s+/g, ' ').trim();
  // Errors of the S3 protocol have their word in the name, and sometimes nothing else.
  if (!(error instanceof Error) || error.name === 'Error' || said.includes(error.name)) return said;
  return said === '' ? error.name : `${error.name}: ${said}`;
}
