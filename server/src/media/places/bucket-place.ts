// Bytes of pictures as objects of a bucket, by the S3 protocol.
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { BucketConfig } from './config.ts';
import { type Place, PlaceError } from './place.ts';

/** One that does not take a connection is away; a picture of 20 MB may take its time. In ms. */
const timeouts = { connection: 5000, silence: 15_000, whole: 60_000 };

/** Loading this file loads the SDK: only desks that have a bucket should. */
export function createBucketPlace({
  name,
  endpoint,
  region,
  prefix,
  credentials,
}: BucketConfig): Place & { close(): void } {
  const client = new S3Client({
    region,
    // Servers of one's own know buckets by the path; AWS by the host.
    ...(endpoint !== null && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    // Files are known by their SHA-256 anyway, and not every server takes the SDK's own checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: timeouts.connection,
      requestTimeout: timeouts.silence,
      throwOnRequestTimeout: true,
    },
  });
  const objectOf = (key: string) => ({ Bucket: name, Key: `${prefix}${key}` });
  const inTime = () => ({ abortSignal: AbortSignal.timeout(timeouts.whole) });
  return {
    put: (key, bytes, mime) =>
      attempt(async () => {
        const object = { ...objectOf(key), Body: bytes, ContentType: mime, ContentLength: bytes.length };
        await client.send(new PutObjectCommand(object), inTime());
      }),

    get: (key) =>
      attempt(async () => {
        try {
          const { Body: body } = await client.send(new GetObjectCommand(objectOf(key)), inTime());
          return body ? Buffer.from(await body.transformToByteArray()) : null;
        } catch (error) {
          if (error instanceof NoSuchKey) return null;
          throw error;
        }
      }),

    delete: (key) =>
      attempt(async () => {
        await client.send(new DeleteObjectCommand(objectOf(key)), inTime());
      }),

    close: () => client.destroy(),
  };
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new PlaceError('bucket', error);
  }
}
