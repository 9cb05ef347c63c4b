// Threads on the HTTP interface: comments on a passage, a block, a section or a whole article. Ids are the client's to choose,
// so that what was written offline and is sent twice is there once.
import { z } from 'zod';
import { type Region, regionSchema, sectionOf } from '../article/region.ts';
import { idSchema } from '../id-schema.ts';
import {
  type ArticleId,
  type CommentId,
  idPattern,
  isId,
  type SectionId,
  type ThreadId,
  type UserId,
} from '../ids.ts';
import { quoteSchema } from '../review/quote.ts';

const userId = idSchema<UserId>();
const articleId = idSchema<ArticleId>();
const sectionId = idSchema<SectionId>(z.string().regex(idPattern));
const threadId = idSchema<ThreadId>(z.string().regex(/^[0-9a-z]{16}$/));
const commentId = idSchema<CommentId>(z.string().regex(/^[0-9a-z]{16}$/));

/** What a thread is about. */
export const threadSubjectSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('article') }),
  z.object({ type: z.literal('region'), region: regionSchema }),
  z.object({ type: z.literal('block'), section: sectionId, block: z.string().max(64) }),
  z.object({ type: z.literal('text'), section: sectionId, quote: quoteSchema }),
]);
export type ThreadSubject = z.infer<typeof threadSubjectSchema>;

/** The part of the article that a thread is in; null for one about the whole article. */
export function regionOfSubject(subject: ThreadSubject): Region | null {
  if (subject.type === 'article') return null;
  return subject.type === 'region' ? subject.region : subject.section;
}

/** The section that a thread is in; null for the head and for the whole article. */
export function sectionOfSubject(subject: ThreadSubject): SectionId | null {
  const region = regionOfSubject(subject);
  return region && sectionOf(region);
}

/** A comment's text: Markdown's links, bold and italics are shown, and `@[id]` names a person. */
export const commentBodySchema = z.string().trim().min(1).max(5000);

/** The emoji that a comment can be answered with. */
export const reactionEmoji = ['👍', '👎', '🎉', '❤️', '😄', '🤔', '👀', '✅'] as const;
/** One of them. */
export const reactionEmojiSchema = z.enum(reactionEmoji);
export type ReactionEmoji = z.infer<typeof reactionEmojiSchema>;

/** A comment of a thread. */
export const commentSchema = z.object({
  id: commentId,
  author: userId,
  /** Empty where it was deleted. */
  body: z.string(),
  createdAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  deleted: z.boolean(),
  reactions: z.array(z.object({ emoji: reactionEmojiSchema, users: z.array(userId) })),
});
export type Comment = z.infer<typeof commentSchema>;

/** A thread with its comments. */
export const threadSchema = z.object({
  id: threadId,
  article: articleId,
  subject: threadSubjectSchema,
  /** Keeps the article from the stage `ready` while it is open. */
  blocking: z.boolean(),
  state: z.enum(['open', 'resolved']),
  resolvedBy: userId.nullable(),
  resolvedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  /** The oldest first; at least one. */
  comments: z.array(commentSchema),
});
export type Thread = z.infer<typeof threadSchema>;

/** All of an article's, the oldest first. */
export const threadListSchema = z.array(threadSchema);

/** A thread with its first comment. */
export const newThreadSchema = z.object({
  id: threadId,
  subject: threadSubjectSchema,
  blocking: z.boolean().default(false),
  comment: z.object({ id: commentId, body: commentBodySchema }),
});
export type NewThread = z.output<typeof newThreadSchema>;

/** An answer in a thread; by its id it is there once, however often it is sent. */
export const newCommentSchema = z.object({ id: commentId, body: commentBodySchema });

/** Resolves or reopens a thread, or says whether it blocks. */
export const threadChangeSchema = z.object({
  state: z.enum(['open', 'resolved']).optional(),
  blocking: z.boolean().optional(),
});
export type ThreadChange = z.output<typeof threadChangeSchema>;

/** Another text for a comment of one's own. */
export const commentChangeSchema = z.object({ body: commentBodySchema });

/** Whether one reacts so. */
export const reactionSchema = z.object({ on: z.boolean() });

const mentionPattern = /@\[([0-9a-z]{4,40})\]/g;

/** A comment's text with names in place of ids; ids of people whom nobody knows stay. */
export function withNames(body: string, nameOf: (id: UserId) => string | undefined): string {
  return body.replace(mentionPattern, (whole, id: UserId) => {
    const name = nameOf(id);
    return name === undefined ? whole : `@${name}`;
  });
}

/** The people whom a comment names, each once. */
export function mentionsIn(body: string): UserId[] {
  return [...new Set([...body.matchAll(mentionPattern)].map(([, id]) => id))].filter((id) =>
    isId<UserId>(id),
  );
}
