// A quote as plain data: a passage by its words and what stands around them, as the W3C's TextQuoteSelector does it (Web
// Annotation Data Model, 4.2.4).
import { z } from 'zod';

/** How much of the text before and behind a quote is kept, in characters. */
export const contextLength = 40;

/** The longest quote that is kept, in characters. */
export const maxQuoteLength = 4000;

/** A passage by its words and what stands around them. */
export const quoteSchema = z.object({
  /** Blocks are set apart by line breaks. */
  exact: z.string().min(1).max(maxQuoteLength),
  prefix: z.string().max(contextLength),
  suffix: z.string().max(contextLength),
  /** Where in the text it began, in characters: a hint where the same words stand more than once. */
  at: z.number().int().min(0),
});
export type Quote = z.infer<typeof quoteSchema>;
