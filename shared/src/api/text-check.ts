// What else is asked about an article's text on the HTTP interface: spelling and grammar, and where links lead.
import { z } from 'zod';
import { checkedLines, languageCodes } from '../checks/levels.ts';
import { idSchema } from '../id-schema.ts';
import type { SectionId } from '../ids.ts';

/** Where in an article something was found. */
export const textPlaceSchema = z.object({
  place: z.union([z.enum(checkedLines), idSchema<SectionId>()]),
  /** Which block of words of this part it is in, from 0, as `textBlocks` counts them; `from` is an offset in its text. */
  block: z.number().int(),
  from: z.number().int(),
  /** The words that it is about. */
  quote: z.string(),
});

export const languageFindingSchema = textPlaceSchema.extend({
  code: z.enum(languageCodes),
  /** What is wrong, in the article's language. */
  message: z.string(),
  /** What could stand there, the likeliest first. */
  replacements: z.array(z.string()),
});
export type LanguageFinding = z.infer<typeof languageFindingSchema>;

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

export const linkCheckSchema = z.object({
  /** How many addresses were looked at, and how many more there are than are looked at at once. */
  checked: z.number().int(),
  left: z.number().int(),
  /** The links that lead nowhere, in the order of the text. */
  faults: z.array(
    textPlaceSchema.extend({ place: idSchema<SectionId>(), href: z.string(), why: z.enum(linkFaults) }),
  ),
});
export type LinkCheckResult = z.infer<typeof linkCheckSchema>;
