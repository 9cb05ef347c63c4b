// A suggestion's change as plain data: what it would replace, in words and nodes rather than positions, and by what. So it is
// found again in a text that has changed meanwhile, or is known not to stand any longer.
import { z } from 'zod';
import { maxDekLength, maxHeadlineLength, nodeSchema, pictureTextLimits } from '../../article/content.ts';
import type { Line } from '../../article/document.ts';
import { contextLength } from '../quote.ts';

/** The most that one suggestion takes out or puts in, in characters of JSON. */
export const maxChangeLength = 60_000;

const blockId = z.string().regex(/^[0-9A-Za-z-]{1,64}$/);
/** Of a picture's words it is the picture's id with the field's name. */
const textKey = z.string().regex(/^[0-9A-Za-z-]{1,80}$/);

/** A node near which blocks stand: `key` is its id or, where it has none, that of the first block in it. */
const neighbourSchema = z.object({ type: z.string().max(40), key: blockId.nullable() });
export type Neighbour = z.infer<typeof neighbourSchema>;

const nodes = z.array(nodeSchema).max(2000);

/** A change of a section's text. */
const sectionChangeSchema = z.discriminatedUnion('type', [
  /** In one block's text: `before` is what it quotes, empty where it only puts something in. */
  z.object({
    type: z.literal('text'),
    block: textKey,
    prefix: z.string().max(contextLength),
    suffix: z.string().max(contextLength),
    /** Where in the block's text it began, in characters: a hint where the same words stand more than once. */
    at: z.number().int().min(0),
    before: nodes,
    after: nodes,
  }),
  /** Whole blocks side by side, in the section or in a list, a quote or a table's cell. */
  z.object({
    type: z.literal('blocks'),
    before: nodes,
    after: nodes,
    /** What they stand in; null for the section itself. */
    parent: neighbourSchema.nullable(),
    previous: neighbourSchema.nullable(),
    next: neighbourSchema.nullable(),
  }),
]);
export type SectionChange = z.infer<typeof sectionChangeSchema>;

/** What a wanted line may have at most, in characters: as much as can be published. */
export const maxLineLength: Readonly<Record<Line, number>> = {
  headline: maxHeadlineLength,
  dek: maxDekLength,
  'lead-alt': pictureTextLimits.alt,
  'lead-caption': pictureTextLimits.caption,
  'lead-credit': pictureTextLimits.credit,
};

/** In characters. A line that stands may be longer than one that can be wanted: nobody is kept from typing more. */
export const maxQuotedLine = 10_000;

/** Of a line: all that it said, and all that it is to say. */
export const lineChangeSchema = z.object({
  type: z.literal('line'),
  before: z.string().max(maxQuotedLine),
  after: z.string(),
});
export type LineChange = z.infer<typeof lineChangeSchema>;

/** What a suggestion would have changed, in a section or in a line. */
export const suggestionChangeSchema = z.discriminatedUnion('type', [sectionChangeSchema, lineChangeSchema]);
export type SuggestionChange = z.infer<typeof suggestionChangeSchema>;
