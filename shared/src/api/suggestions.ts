// Suggestions on the HTTP interface. Ids are the client's to choose, so that what was suggested offline and is sent twice is
// there once.
import { z } from 'zod';
import { isLine, regionSchema } from '../article/region.ts';
import { idSchema } from '../id-schema.ts';
import type { ArticleId, SuggestionId, UserId } from '../ids.ts';
import { suggestionChangeSchema } from '../review/suggestions/suggestion-change.ts';

const userId = idSchema<UserId>();
const articleId = idSchema<ArticleId>();

export const suggestionIdSchema = idSchema<SuggestionId>(z.string().regex(/^[0-9a-z]{16}$/));

/** A suggestion as it stands. */
export const suggestionSchema = z.object({
  id: suggestionIdSchema,
  article: articleId,
  /** The part of the article whose text it would change. */
  region: regionSchema,
  author: userId,
  change: suggestionChangeSchema,
  state: z.enum(['open', 'accepted', 'rejected', 'withdrawn']),
  createdAt: z.iso.datetime(),
  /** When its author last worded it. No two wordings of it share a moment; where the server quotes it anew this stays. */
  updatedAt: z.iso.datetime(),
  decidedBy: userId.nullable(),
  decidedAt: z.iso.datetime().nullable(),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

/** All open ones and those that were decided last, the oldest first. */
export const suggestionListSchema = z.array(suggestionSchema);

/**
 * A suggestion of one's own, made or said anew while it is open.
 * For each line a person has one open suggestion: a later one takes the place of an earlier one.
 */
export const putSuggestionSchema = z
  .object({ region: regionSchema, change: suggestionChangeSchema })
  .refine(({ region, change }) => isLine(region) === (change.type === 'line'), {
    message: 'A line is changed as a whole, and a section never is.',
    path: ['change'],
  });
export type PutSuggestion = z.output<typeof putSuggestionSchema>;

/** How many suggestions one request decides on at most. */
export const maxDecisions = 500;

/** What is decided on which suggestions. */
export const decisionSchema = z.object({
  /** Each by the wording that was seen of it: one that has changed since is left open. */
  suggestions: z
    .array(suggestionSchema.pick({ id: true, updatedAt: true }))
    .min(1)
    .max(maxDecisions),
  verdict: z.enum(['accept', 'reject']),
});
export type Decision = z.output<typeof decisionSchema>;

/** What became of each decision. */
export const decisionAnswerSchema = z.object({
  results: z.array(
    z.object({
      id: suggestionIdSchema,
      /**
       * `stale`: what it quotes no longer stands. `sealed`: its section is approved. `decided`: somebody was faster, and
       * the suggestion says who. `changed`: its author has worded it anew since it was seen, and it stays open as it is now.
       * `unknown`: there is none of this id, or it was withdrawn.
       */
      outcome: z.enum(['accepted', 'rejected', 'stale', 'sealed', 'decided', 'changed', 'unknown']),
      suggestion: suggestionSchema.nullable(),
      /** Of a stale one: the text that stands there now; null where its block is gone. */
      now: z.string().nullable(),
    }),
  ),
});
export type DecisionAnswer = z.infer<typeof decisionAnswerSchema>;

/** Takes decisions back, in the order in which they were made. */
export const undoDecisionsSchema = z.object({
  suggestions: z.array(suggestionIdSchema).min(1).max(maxDecisions),
});
export type UndoDecisions = z.output<typeof undoDecisionsSchema>;

/** What became of each decision that was to be undone. */
export const undoAnswerSchema = z.object({
  results: z.array(
    z.object({
      id: suggestionIdSchema,
      /**
       * `reopened`: it is open again, and out of the text. `changed`: its words no longer stand as they were accepted, so
       * nothing is taken back. `sealed`: its section is approved. `replaced`: its author has another open one for that line.
       * `open`: nobody has decided on it. `unknown`: there is none of this id, or it was withdrawn.
       */
      outcome: z.enum(['reopened', 'changed', 'sealed', 'replaced', 'open', 'unknown']),
      suggestion: suggestionSchema.nullable(),
    }),
  ),
});
export type UndoAnswer = z.infer<typeof undoAnswerSchema>;
