// Where the pictures of a desk are kept, made ready at its start.
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { PlaceSettingError, reasonOf } from '../media/places/place.ts';
import { openPlaces, type Places, preparePlaces, tryPlace } from '../media/places/places.ts';
import type { Tables } from '../storage/tables.ts';
import { DeskError } from './desk-error.ts';

/**
 * Opens the places. A full disk, or a bucket that does not answer, is only named in the log: texts need none. Throws
 * `DeskError` where the settings do not fit the pictures that there are.
 */
export async function preparedPlaces(config: Config, db: Kysely<Tables>, log: Logger): Promise<Places> {
  const places = await openPlaces(config.pictures, db);
  try {
    await preparePlaces(places, db);
  } catch (error) {
    places.close();
    if (error instanceof PlaceSettingError) throw new DeskError(error.message);
    throw error;
  }
  for (const place of ['folder', 'bucket'] as const)
    if (places.known.includes(place))
      tryPlace(places.at(place)).catch((error: unknown) => {
        log.error({ why: reasonOf(error) }, `The ${place} of the pictures can’t be used`);
      });
  return places;
}
