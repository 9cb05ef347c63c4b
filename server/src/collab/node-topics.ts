// What nodes say to each other of the articles that they have open.
import { idSchema } from '@galley/shared/id-schema.ts';
import type { ArticleId, DocumentName, SectionId, UserId } from '@galley/shared/ids.ts';
import { z } from 'zod';
import type { SessionChange } from '../accounts/sessions.ts';
import type { Topic } from '../events/bus.ts';

const document = z.string().transform((name) => name as DocumentName);
const user = idSchema<UserId>();
const natural = z.number().int().nonnegative();
/** Bytes, in base 64. */
const bytes = z.base64();
const about = z.object({ node: z.string(), document });

const updateSchema = about.extend({
  position: natural,
  update: bytes,
  author: user.nullable(),
  clients: z.array(natural),
});
export type UpdateMessage = z.output<typeof updateSchema>;

const awarenessSchema = about.extend({ update: bytes });
export type AwarenessMessage = z.output<typeof awarenessSchema>;

const sealsSchema = about.extend({ sealed: z.array(idSchema<SectionId>()) });
export type SealsMessage = z.output<typeof sealsSchema>;

const goingOnSchema = about.extend({ position: natural });
export type GoingOnMessage = z.output<typeof goingOnSchema>;

export type AwarenessWantedMessage = z.output<typeof about>;

export const nodeTopics = {
  /** An update that is in the journal. */
  updates: { name: 'update', schema: updateSchema },
  /** Carets that came, went or moved. */
  awareness: { name: 'awareness', schema: awarenessSchema },
  /** The sections of an article that are sealed now. */
  seals: { name: 'seals', schema: sealsSchema },
  /** An article is written on from its last good state. */
  goingOn: { name: 'going-on', schema: goingOnSchema },
  /** A node has opened an article and wants to know of the others' carets. */
  awarenessWanted: { name: 'awareness-wanted', schema: about },
} satisfies Record<string, Topic<unknown>>;

/** How a node that goes hands its people over. */
export const handOverTopics = {
  /** A node goes, and so long people come from it, in ms. */
  leaving: { name: 'leaving', schema: z.object({ node: z.string(), forMs: natural }) },
  /** The answer to it of each node that stays. */
  staying: { name: 'staying', schema: z.object({ to: z.string() }) },
  /** People have an article whole on this node, while another one goes: its document, once for each of them. */
  arrived: { name: 'arrived', schema: z.object({ node: z.string(), documents: z.array(document) }) },
} satisfies Record<string, Topic<unknown>>;

/** A change to a person or a session, for open sockets. */
export const sessionTopic: Topic<SessionChange> = {
  name: 'session',
  schema: z.discriminatedUnion('type', [
    z.object({ type: z.literal('changed'), user }),
    z.object({ type: z.literal('ended'), user, session: z.string() }),
    z.object({ type: z.literal('deactivated'), user }),
  ]),
};

/** Who of a node's people is in an article. */
export const presenceTopic = {
  name: 'presence',
  schema: z.object({
    node: z.string(),
    article: idSchema<ArticleId>(),
    people: z.array(user),
  }),
} satisfies Topic<unknown>;

/** A node has started and wants to know who is where; its id. */
export const presenceWantedTopic: Topic<string> = { name: 'presence-wanted', schema: z.string() };
