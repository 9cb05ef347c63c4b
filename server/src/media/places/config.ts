// The settings of where pictures are kept, which belong together.
import type { PicturePlace } from '../../storage/tables/media.ts';

/** Where pictures go, and where others may be from before. */
export interface PictureConfig {
  /** Where new ones are kept. */
  place: PicturePlace;
  folder: string | null;
  bucket: BucketConfig | null;
}

/** A bucket that is spoken to by the S3 protocol. */
export interface BucketConfig {
  name: string;
  /** The server's address; null for Amazon's own. */
  endpoint: string | null;
  region: string;
  /** What all keys begin with; empty, or with a slash at its end. */
  prefix: string;
  /** Null where the SDK is to find them by itself: in its own variables, files, or by the machine's role. */
  credentials: { accessKeyId: string; secretAccessKey: string } | null;
}

interface Given {
  PICTURE_PLACE: PicturePlace;
  PICTURE_FOLDER?: string | undefined;
  PICTURE_BUCKET?: string | undefined;
  PICTURE_BUCKET_ENDPOINT?: string | undefined;
  PICTURE_BUCKET_REGION?: string | undefined;
  PICTURE_BUCKET_PREFIX?: string | undefined;
  PICTURE_BUCKET_KEY_ID?: string | undefined;
  PICTURE_BUCKET_SECRET?: string | undefined;
}

/** Reads them. Throws an `Error` of one line that begins with the setting which does not fit. */
export function readPictureConfig(given: Given): PictureConfig {
  const { PICTURE_PLACE: place, PICTURE_FOLDER: folder = null } = given;
  const bucket = readBucket(given);
  if (place === 'folder' && folder === null)
    throw new Error('PICTURE_FOLDER: must name the folder where PICTURE_PLACE is folder');
  if (place === 'bucket' && bucket === null)
    throw new Error('PICTURE_BUCKET: must name the bucket where PICTURE_PLACE is bucket');
  return { place, folder, bucket };
}

function readBucket(given: Given): BucketConfig | null {
  const { PICTURE_BUCKET: name, PICTURE_BUCKET_ENDPOINT: endpoint = null } = given;
  if (name === undefined) {
    for (const setting of ['ENDPOINT', 'REGION', 'PREFIX', 'KEY_ID', 'SECRET'] as const)
      if (given[`PICTURE_BUCKET_${setting}`] !== undefined)
        throw new Error(`PICTURE_BUCKET_${setting}: needs PICTURE_BUCKET as well`);
    return null;
  }
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name))
    throw new Error('PICTURE_BUCKET: must be 3 to 63 lower-case letters, digits, points and hyphens');
  const prefix = (given.PICTURE_BUCKET_PREFIX ?? '').replace(/\/+$/, '');
  if (!/^([\w.-]+(\/[\w.-]+)*)?$/.test(prefix) || prefix.length > 200)
    throw new Error('PICTURE_BUCKET_PREFIX: must be letters, digits and . _ - with slashes in between');
  const region = given.PICTURE_BUCKET_REGION ?? 'us-east-1';
  const credentials = readCredentials(given);
  return { name, endpoint, region, prefix: prefix === '' ? '' : `${prefix}/`, credentials };
}

function readCredentials({
  PICTURE_BUCKET_KEY_ID: accessKeyId,
  PICTURE_BUCKET_SECRET: secretAccessKey,
}: Given): BucketConfig['credentials'] {
  if (accessKeyId === undefined && secretAccessKey === undefined) return null;
  if (accessKeyId === undefined)
    throw new Error('PICTURE_BUCKET_KEY_ID: must be set where PICTURE_BUCKET_SECRET is');
  if (secretAccessKey === undefined)
    throw new Error('PICTURE_BUCKET_SECRET: must be set where PICTURE_BUCKET_KEY_ID is');
  return { accessKeyId, secretAccessKey };
}

/** Where new pictures are kept, in a few words without secrets. */
export function placeName({ place, folder, bucket }: PictureConfig): string {
  if (place === 'folder') return `the folder ${folder}`;
  if (place === 'database' || bucket === null) return 'the database';
  return `the bucket ${bucket.name}${bucket.endpoint === null ? '' : ` at ${new URL(bucket.endpoint).host}`}`;
}
