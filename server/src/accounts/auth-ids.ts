// The ids in what better-auth gives, which knows them as strings: they were made by us, and are read once, here.
import { idSchema } from '@galley/shared/id-schema.ts';
import type { MediaId, UserId } from '@galley/shared/ids.ts';
import { z } from 'zod';

/** A person's id. */
export const authUserId = idSchema<UserId>();

/** What of a person's row is ids; the rest is kept as it is. */
export const authUserIds = z.object({ id: authUserId, picture: idSchema<MediaId>().nullish() });
