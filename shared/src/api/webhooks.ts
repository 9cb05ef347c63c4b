// Webhooks on the HTTP interface: what admins set up, so that other programs hear of what happens at the desk.
import { z } from 'zod';
import { idSchema } from '../id-schema.ts';
import type { UserId } from '../ids.ts';

/** The events that a webhook can get. */
export const webhookKinds = [
  'article.published',
  'article.withdrawn',
  'article.scheduled',
  'article.held',
  'article.stage-changed',
  'article.unreadable',
  'article.assigned',
  'section.assigned',
  'section.approved',
  'section.returned',
  'section.voided',
  'thread.commented',
  'thread.resolved',
  'suggestion.decided',
] as const;
export type WebhookKind = (typeof webhookKinds)[number];

/** What is sent to a webhook: all of the above, and a test by hand. */
export const deliveryKinds = [...webhookKinds, 'webhook.test'] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

/** Why a webhook's URL is not taken; said in `errors` of the problem, at `url`. */
export const targetRefusals = ['not-http', 'credentials', 'private-address', 'unknown-host'] as const;
export type TargetRefusal = (typeof targetRefusals)[number];

/** A webhook as admins see it: its secret is shown only where it is made. */
export const webhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  kinds: z.array(z.enum(webhookKinds)),
  enabled: z.boolean(),
  createdAt: z.iso.datetime(),
  createdBy: idSchema<UserId>(),
});
export type Webhook = z.infer<typeof webhookSchema>;

const kinds = z
  .array(z.enum(webhookKinds))
  .min(1)
  .transform((given) => webhookKinds.filter((kind) => given.includes(kind)));
const url = z.string().trim().min(1).max(2000);

/** What a new webhook is made of. */
export const newWebhookSchema = z.object({ url, kinds });
export type NewWebhook = z.input<typeof newWebhookSchema>;

/** What is changed of one; what is left out stays. */
export const webhookChangeSchema = z.object({ url, kinds, enabled: z.boolean() }).partial();
export type WebhookChange = z.input<typeof webhookChangeSchema>;

/** What a new webhook, or one whose secret was renewed, is answered with: the one time that the secret is shown. */
export const webhookWithSecretSchema = z.object({ webhook: webhookSchema, secret: z.string() });
export type WebhookWithSecret = z.infer<typeof webhookWithSecretSchema>;

/** Why an attempt got no answer. */
export const deliveryErrors = [
  ...targetRefusals,
  'disabled',
  /** Nothing of its article may be known outside yet. */
  'embargo',
  /** The desk could not put the message together. */
  'no-message',
  'timeout',
  'connection-refused',
  'certificate',
  'broken-off',
] as const;
export type DeliveryError = (typeof deliveryErrors)[number];

/** Something that was sent to a webhook or is to be. */
export const deliverySchema = z.object({
  id: z.string(),
  kind: z.enum(deliveryKinds),
  status: z.enum(['waiting', 'delivered', 'failed']),
  /** The body, as it is sent. */
  payload: z.string(),
  createdAt: z.iso.datetime(),
  attempts: z.number().int(),
  /** Of `waiting`: when it is tried next, or until when an attempt may take. */
  nextAt: z.iso.datetime().nullable(),
  /** Of the last attempt: when it was, how long it took, the status and the beginning of the answer, or why there was none. */
  lastAt: z.iso.datetime().nullable(),
  durationMs: z.number().int().nullable(),
  response: z.number().int().nullable(),
  answer: z.string(),
  error: z.enum(deliveryErrors).nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** Deliveries, the newest first; `cursor` is the last page's `next`. */
export const deliveryQuerySchema = z.object({ cursor: z.string().max(40).optional() });
/** A page of deliveries. */
export const deliveryPageSchema = z.object({
  deliveries: z.array(deliverySchema),
  /** What to send as `cursor` for the next page; null where this is the last one. */
  next: z.string().nullable(),
});
export type DeliveryPage = z.infer<typeof deliveryPageSchema>;
