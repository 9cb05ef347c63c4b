// What else is asked about an article's text on the HTTP interface: spelling and grammar, where links lead, and words in the
// place of others.
import { z } from 'zod';
import { regionSchema } from '../article/region.ts';
import { languageCodes } from '../checks/levels.ts';
import { idSchema } from '../id-schema.ts';
import type { SectionId } from '../ids.ts';

/** Where in an article something was found. */
export const textPlaceSchema = z.object({
  place: regionSchema,
  /** Which block of words of this part it is in, from 0, as `textBlocks` counts them; `from` is an offset in its text. */
  block: z.number().int(),
  from: z.number().int(),
  /** The words that it is about. */
  quote: z.string(),
});

/** Something in a text that a LanguageTool server takes for a mistake. */
export const languageFindingSchema = textPlaceSchema.extend({
  code: z.enum(languageCodes),
  /** What is wrong, in the article's language. */
  message: z.string(),
  /** What could stand there, the likeliest first. */
  replacements: z.array(z.string()),
});
export type LanguageFinding = z.infer<typeof languageFindingSchema>;

/** What a LanguageTool server has found in a text. */
export const languageCheckSchema = z.object({
  /** `off`: this desk has no server for it. `unreachable`: that server does not answer, or not in time. */
  state: z.enum(['off', 'done', 'unreachable']),
  findings: z.array(languageFindingSchema),
});
export type LanguageCheck = z.infer<typeof languageCheckSchema>;

/** What is wrong with a link. */
export const linkFaults = [
  /** Within the site: an article that there never was, is not public, or was withdrawn; a page of the desk. */
  'no-article',
  'not-public',
  'withdrawn',
  'desk-only',
  /** Elsewhere: what it answers, or why nothing was asked. */
  'not-found',
  'server-error',
  'unreachable',
  'timeout',
  'leads-on',
  'unknown-host',
  'private-address',
  'not-http',
] as const;
export type LinkFault = (typeof linkFaults)[number];

/** What was found out about the links of a text. */
export const linkCheckSchema = z.object({
  /** How many addresses were looked at, and how many more there are: beyond the most of one request, or of its time. */
  checked: z.number().int(),
  left: z.number().int(),
  /** The links that lead nowhere, in the order of the text. */
  faults: z.array(
    textPlaceSchema.extend({ place: idSchema<SectionId>(), href: z.string(), why: z.enum(linkFaults) }),
  ),
});
export type LinkCheckResult = z.infer<typeof linkCheckSchema>;

/** Longer than any word of the house style list, and than what LanguageTool offers. */
const replacedWords = z.string().min(1).max(1000);

/** Other words in the place of some that stand in the text. */
export const replacementSchema = z.object({
  /** The Yjs id of the first letter of the words that go: the same words elsewhere are left alone. */
  first: z.object({
    client: z.number().int().min(0).max(0xffff_ffff),
    clock: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  }),
  words: replacedWords,
  instead: replacedWords.regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'These are words of one line.'),
  /** A Yjs client id that nobody has written under: it becomes this person's, and their browser knows the change by it. */
  client: z.number().int().min(1).max(0xffff_ffff),
});
export type Replacement = z.output<typeof replacementSchema>;

/** What became of a replacement by one click. */
export const replacementAnswerSchema = z.object({
  /** `gone`: those letters stand there no more, or not so; nothing was changed. */
  outcome: z.enum(['replaced', 'gone']),
});
export type ReplacementAnswer = z.infer<typeof replacementAnswerSchema>;
