// What search engines and hubs were sent lately, as admins see it.
import { z } from 'zod';
import { deliveryErrors } from './webhooks.ts';

/** `indexnow` sends addresses of pages to search engines, `websub` those of feeds to a hub. */
export const pingKinds = ['indexnow', 'websub'] as const;
export type PingKind = (typeof pingKinds)[number];

/** The newest message to one of them, and what has come of it. */
export const pingSchema = z.object({
  kind: z.enum(pingKinds),
  /** To where it was sent. */
  target: z.string(),
  status: z.enum(['waiting', 'delivered', 'failed']),
  createdAt: z.iso.datetime(),
  /** Of `waiting`: when it is tried next. */
  nextAt: z.iso.datetime().nullable(),
  /** Of the last attempt: when it was, and the status of the answer, or why there was none. */
  lastAt: z.iso.datetime().nullable(),
  response: z.number().int().nullable(),
  error: z.enum(deliveryErrors).nullable(),
});
export type Ping = z.infer<typeof pingSchema>;
