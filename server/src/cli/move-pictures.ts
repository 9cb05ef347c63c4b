// galley move-pictures: the files of all pictures to where the configuration keeps new ones, also while Galley runs.
import { pino } from 'pino';
import { record } from '../audit/record.ts';
import type { Config } from '../config.ts';
import { moveFiles } from '../media/move-files.ts';
import { createPictureBytes } from '../media/picture-bytes.ts';
import { placeName } from '../media/places/config.ts';
import { PlaceError } from '../media/places/place.ts';
import { openPlaces, preparePlaces, tryPlace } from '../media/places/places.ts';
import { CommandError } from './command-error.ts';
import { openToWrite } from './tool-storage.ts';

/** A line is printed after so many files. */
const lineEvery = 500;

/** Prints how far it is, and what is lost or damaged; gives the exit code, 1 where something is. Broken off it goes on the next time. */
export async function movePictures(config: Config): Promise<number> {
  const storage = await openToWrite(config);
  const { db } = storage;
  const places = await openPlaces(config.pictures, db);
  let faults = 0;
  let moved = { files: 0, bytes: 0 };
  try {
    await preparePlaces(places, db);
    await tryPlace(places.at(places.current));
    await moveFiles(storage, places, {
      onFault: (fault) => {
        faults += 1;
        console.error(fault);
      },
      onProgress: (now) => {
        moved = now;
        if (now.files % lineEvery === 0) console.log(`${said(now)} moved so far`);
      },
    });
    await createPictureBytes(db, places, pino({ level: 'silent' })).erase(new Date());
    console.log(
      `${said(moved)} moved to ${placeName(config.pictures)}. ${faults === 0 ? 'All are there now.' : ''}`.trim(),
    );
    if (faults > 0) console.error(`${faults} files could not be moved; they stay where they were.`);
    return faults === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof PlaceError)) throw error;
    const before = moved.files > 0 ? ` ${said(moved)} were moved before.` : '';
    throw new CommandError(`${error.message}.${before} Start again to go on.`);
  } finally {
    if (moved.files > 0)
      await record(db, { act: 'picture.moved', who: null, details: { place: places.current } });
    places.close();
    await storage.close();
  }
}

function said({ files, bytes }: { files: number; bytes: number }): string {
  return `${files} files (${(bytes / 1_000_000).toFixed(1)} MB)`;
}
