// How much somebody has uploaded lately is asked at each upload, and a picture's row is a large one.
import type { Kysely } from 'kysely';

export async function indexUploads({ schema }: Kysely<unknown>): Promise<void> {
  await schema.createIndex('media_uploads').on('media').columns(['uploadedBy', 'createdAt']).execute();
}
