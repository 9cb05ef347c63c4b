// Subscribers: programs outside that take over what is new on the public site, each with a token of its own.
import { z } from 'zod';
import { idSchema } from '../id-schema.ts';
import type { UserId } from '../ids.ts';
import { cleanName } from '../text/characters.ts';

/** How many there may be. */
export const maxSubscribers = 100;

/** What a new subscriber is made of. */
export const newSubscriberSchema = z.object({
  /** Who it is, in its maker's words. */
  name: z.string().overwrite(cleanName).min(1).max(100),
});

/** A subscriber, without its token. */
export const subscriberSchema = z.object({
  id: z.string(),
  name: z.string(),
  createdBy: idSchema<UserId>(),
  createdAt: z.iso.datetime(),
  /** When it asked last, within a minute; null for never. */
  usedAt: z.iso.datetime().nullable(),
});
export type Subscriber = z.infer<typeof subscriberSchema>;

/** What a new subscriber is answered with: the one time that the token is shown. */
export const subscriberWithTokenSchema = z.object({ subscriber: subscriberSchema, token: z.string() });
