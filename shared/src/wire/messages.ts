// What the server says on an article's socket beside Yjs' own protocol: Hocuspocus stateless messages, as JSON.
import { z } from 'zod';
import { regionSchema } from '../article/region.ts';
import { idSchema } from '../id-schema.ts';
import type { SectionId, UserId } from '../ids.ts';

/**
 * Counts up whenever the document's shape or the editor's schema changes. A client says its number when it
 * authenticates; one that differs from the server's is asked to reload, for an older schema would strip what it
 * does not know.
 */
export const schemaVersion = 5;

/**
 * Counts up whenever pages of before can no longer read or write what goes over HTTP, so that these are asked to reload; what a
 * device has kept of the document goes on as it is.
 */
export const interfaceVersion = 2;

/** What every client says of itself as it opens an article. */
export const ownVersions = { schema: schemaVersion, interface: interfaceVersion } as const;

/** Where the socket of articles is. */
export const articleSocketPath = '/api/collab';

/**
 * The parameter of a socket's address that names the article for which it is: no other one can be opened on it then. By it a load
 * balancer sends all who have an article open to one node. Without it any article may be opened.
 */
export const articleParameter = 'article';

/** The reason with which a node that goes closes a socket while another one waits for its client: come back at once. */
export const moved = 'moved';

/** What a client sends as its Hocuspocus token, as JSON: no secret, the session's cookie says who it is. */
export const clientHelloSchema = z.object({
  schema: z.number().int(),
  interface: z.number().int().optional(),
  /** The Yjs client ids under which this browser has written in the article: what it has of others is not its own to send. */
  own: z.array(z.number().int().nonnegative()).max(100).optional(),
});
export type ClientHello = z.infer<typeof clientHelloSchema>;

/** Why an update was not admitted. */
export const refusalReasons = [
  'read-only',
  'unknown-root',
  'schema',
  'foreign-client-id',
  'pending-structs',
  'too-large',
  'too-fast',
  'malformed',
  'document-full',
  /** A section that the update touches is approved; `sections` names those that are. */
  'sealed',
  /** The article's last changes can't be read; until an admin goes on from its last good state it is read-only. */
  'unreadable',
  /** The article is in the archive. */
  'archived',
  /** The client holds words of others that the server has lost: a backup was restored, or changes became unreadable. */
  'ahead',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** Why a connection to a document was refused; it comes as Hocuspocus' authentication failure reason. */
export const connectionRefusals = [
  'not-signed-in',
  'not-allowed',
  'no-such-document',
  'reload-required',
  /** By the socket's close code 4429. */
  'too-many-connections',
] as const;
export type ConnectionRefusal = (typeof connectionRefusals)[number];

const sectionId = idSchema<SectionId>();

/** What the server says to one client in an article, beside Yjs’ own protocol. */
export const serverMessageSchema = z.discriminatedUnion('type', [
  /** The last update was not admitted: the client's document is poisoned and must be made anew. */
  z.object({
    type: z.literal('refused'),
    reason: z.enum(refusalReasons),
    detail: z.string(),
    sections: z.array(sectionId),
  }),
  /** Said first on every connection. */
  z.object({
    type: z.literal('opened'),
    /** Set where later changes can't be read: what is shown is the last good state, of this time, and nobody can write. */
    quarantine: z.object({ goodAt: z.string().nullable() }).nullable(),
  }),
  /** The journal can't commit for now; text is kept and retried. */
  z.object({ type: z.literal('saving-delayed') }),
  z.object({ type: z.literal('saving-resumed') }),
  /** The person's rights on this document changed while it was open. */
  z.object({ type: z.literal('access'), write: z.boolean() }),
  /** The answer to `catch-up`, behind everything that was in the journal when that came. */
  z.object({ type: z.literal('caught-up'), number: z.number() }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;

/** What a client says in the same way. */
export const clientMessageSchema = z.object({
  /** Asks for all that is in the journal now; whatever it has heard of by another way is then in its document. */
  type: z.literal('catch-up'),
  number: z.number().int().nonnegative(),
});
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** The presence state of one browser tab, in Yjs awareness. The server sets `user`; a client's own value is overwritten. */
export const presenceSchema = z.object({
  user: z.object({ id: idSchema<UserId>(), name: z.string(), color: z.string() }),
  /** The region that holds the caret or was last clicked. */
  region: regionSchema.nullable().optional(),
});
export type Presence = z.infer<typeof presenceSchema>;
