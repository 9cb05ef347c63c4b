// The desk's live events: JSON messages of the server on the WebSocket at /api/live, one for every browser tab.
// They carry next to no content, only what changed, so that the interface asks anew for what it shows.
import { z } from 'zod';
import { suggestionSchema } from '../api/suggestions.ts';
import { idSchema } from '../id-schema.ts';
import type { ArticleId, SectionId, UserId } from '../ids.ts';

/** Where the socket is. */
export const liveSocketPath = '/api/live';

/** What the live socket says to open desks. Most only name what changed: whoever shows it asks anew. */
export const liveEventSchema = z.discriminatedUnion('type', [
  /** The article's row changed: headline, stage, words, archive. `id` is null where many did. */
  z.object({ type: z.literal('article'), id: idSchema<ArticleId>().nullable() }),
  /** A thread of the article was made, answered, changed or resolved. */
  z.object({ type: z.literal('threads'), article: idSchema<ArticleId>() }),
  /** A suggestion was made, changed, decided or withdrawn. With it where it is one and small: others see it being typed. */
  z.object({
    type: z.literal('suggestions'),
    article: idSchema<ArticleId>(),
    suggestion: suggestionSchema.optional(),
  }),
  /** A version was kept or named, or an older state restored. */
  z.object({ type: z.literal('history'), article: idSchema<ArticleId>() }),
  /** Words of the article were marked as made by a machine, or a mark was taken off. */
  z.object({ type: z.literal('machine-made'), article: idSchema<ArticleId>() }),
  z.object({ type: z.literal('people') }),
  z.object({ type: z.literal('templates') }),
  z.object({ type: z.literal('house-style') }),
  /** The library of pictures: one came, was changed or went. */
  z.object({ type: z.literal('pictures') }),
  /** How an article's sections stand changed: an owner, a state, a seal. */
  z.object({ type: z.literal('sections'), article: idSchema<ArticleId>() }),
  /** Said to those whom it concerns: a section's text changed after it was approved. */
  z.object({
    type: z.literal('approval-voided'),
    article: idSchema<ArticleId>(),
    section: idSchema<SectionId>(),
  }),
  /** The receiver has been notified of something, or has read it. */
  z.object({ type: z.literal('inbox') }),
  /** The receiver's own role or profile changed. */
  z.object({ type: z.literal('session') }),
  /** Who is in which article now: the whole truth for the named article. */
  z.object({
    type: z.literal('presence'),
    article: idSchema<ArticleId>(),
    people: z.array(idSchema<UserId>()),
  }),
  /** Sent once on connecting: everybody in every article. */
  z.object({ type: z.literal('presence-all'), articles: z.record(z.string(), z.array(z.string())) }),
]);
export type LiveEvent = z.output<typeof liveEventSchema>;
