// Suggestions on the HTTP interface. Ids are the client's to choose, so that what was suggested offline and is sent twice is
// there once.
import { z } from 'zod';
import type { Region } from '../article/region.ts';
import { idSchema } from '../id-schema.ts';
import type { ArticleId, SectionId, SuggestionId, UserId } from '../ids.ts';
import type { LineChange } from '../review/suggestions/suggestion-change.ts';
import { type SectionChange, suggestionChangeSchema } from '../review/suggestions/suggestion-change.ts';

const userId = idSchema<UserId>();
const articleId = idSchema<ArticleId>();
const sectionId = idSchema<SectionId>(z.string().regex(/^[0-9a-z]{4,40}$/));

export const suggestionIdSchema = idSchema<SuggestionId>(z.string().regex(/^[0-9a-z]{16}$/));

/** A suggestion as it stands. */
export const suggestionSchema = z.object({
  id: suggestionIdSchema,
  article: articleId,
  /** Null where it is about a line, which its change names. */
  section: sectionId.nullable(),
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

/** One for a passage or blocks of a section. */
export type SectionSuggestion = Suggestion & { section: SectionId; change: SectionChange };
/** One for the headline, the dek or a text of the lead image. */
export type LineSuggestion = Suggestion & { section: null; change: LineChange };

/** Whether it is about a section's text. */
export function isOfSection<One extends Pick<Suggestion, 'section' | 'change'>>(
  one: One,
): one is One & { section: SectionId; change: SectionChange } {
  return one.section !== null;
}

/** Whether it is about a line: the headline, the dek or a text of the lead image. */
export function isOfLine<One extends Pick<Suggestion, 'section' | 'change'>>(
  one: One,
): one is One & { section: null; change: LineChange } {
  return one.change.type === 'line';
}

/** The part of the article whose text it would change; null for one that names none, which the server takes from nobody. */
export function regionOf({ section, change }: Pick<Suggestion, 'section' | 'change'>): Region | null {
  return change.type === 'line' ? change.line : section;
}

/** All open ones and those that were decided last, the oldest first. */
export const suggestionListSchema = z.array(suggestionSchema);

/**
 * A suggestion of one's own, made or said anew while it is open.
 * For each line a person has one open suggestion: a later one takes the place of an earlier one.
 */
export const putSuggestionSchema = z
  .object({ section: sectionId.nullable(), change: suggestionChangeSchema })
  .refine(({ section, change }) => (section === null) === (change.type === 'line'), {
    message: 'A line is in no section, and everything else is in one.',
    path: ['section'],
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
