// Live events on their way between nodes.
import { idSchema } from '@galley/shared/id-schema.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { liveEventSchema } from '@galley/shared/wire/live.ts';
import { z } from 'zod';
import type { Topic } from './bus.ts';

const announcedSchema = z.object({
  event: liveEventSchema,
  /** Whom it is for; null for everybody at the desk. */
  to: idSchema<UserId>().nullable(),
});
export type Announced = z.output<typeof announcedSchema>;

/** By which a node sends a live event to the desks that are open on the others. */
export const liveTopic: Topic<Announced> = { name: 'live', schema: announcedSchema };
