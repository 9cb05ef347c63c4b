// Which words of an article a machine made, as people marked them. The words are named as the document itself names them: by
// the Yjs client id and clock of each character, so that neither text nor hash changes by a mark.
import { z } from 'zod';
import { idSchema } from '../id-schema.ts';
import type { SectionId, UserId } from '../ids.ts';
import { cleanName } from '../text/characters.ts';

const userId = idSchema<UserId>();
const sectionId = idSchema<SectionId>();

/** Characters that follow one another under one Yjs client id: the id, the clock of the first, how many. */
export const characterSpanSchema = z.tuple([
  z.number().int().min(0).max(0xffff_ffff),
  z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  z.number().int().min(1).max(1_000_000),
]);
export type CharacterSpan = z.infer<typeof characterSpanSchema>;

/** More spans than these are no passage that a person selects, and no body that is read. */
const maxSpans = 2000;

/** Marks words as made by a machine, or takes the mark off. Words that are not in the text are refused with `conflict`. */
export const machineMarkSchema = z.strictObject({
  made: z.boolean(),
  spans: z.array(characterSpanSchema).min(1).max(maxSpans),
});
export type MachineMark = z.infer<typeof machineMarkSchema>;

/** How much of a part of an article a machine made, in letters and digits. */
export const machinePartSchema = z.object({
  place: z.union([z.enum(['headline', 'dek', 'lead']), sectionId]),
  letters: z.number().int(),
  machine: z.number().int(),
});
export type MachinePart = z.infer<typeof machinePartSchema>;

/** How much of a text a machine made: there is none of these where it made nothing. */
export const machineTextSchema = z.object({
  /** The number of the newest mark that it follows from. */
  marks: z.number().int(),
  /** All parts that have text. */
  parts: z.array(machinePartSchema),
});
export type MachineText = z.infer<typeof machineTextSchema>;

/** In characters; longer names of who is responsible are refused. */
export const maxResponsibleLength = 120;

/**
 * That people have reviewed a text of which a machine made a part, and who bears the editorial responsibility for it: what
 * Article 50(4) of Regulation (EU) 2024/1689 asks for.
 */
export const machineReviewSchema = z.object({
  /** Who is responsible, as readers read it. */
  responsible: z.string(),
  by: userId,
  at: z.iso.datetime(),
});
export type MachineReview = z.infer<typeof machineReviewSchema>;

/** Says so of the text with this hash and these marks; refused with `conflict` where either has changed since. */
export const giveMachineReviewSchema = z.strictObject({
  hash: z.string().max(100),
  marks: z.number().int().min(1),
  responsible: z.string().overwrite(cleanName).min(1).max(maxResponsibleLength),
});
export type GiveMachineReview = z.input<typeof giveMachineReviewSchema>;

/** What of an article's text, as it stands, a machine made. */
export const machineMadeSchema = z.object({
  /** Whether anything was ever marked; where not, edits bring nothing to ask for anew. */
  hasMarks: z.boolean(),
  /** The marked words that stand in the text, each with the number of its mark. */
  spans: z.array(z.object({ span: characterSpanSchema, mark: z.number().int() })),
  /** The marks of these words: who set them, and when. */
  marks: z.array(z.object({ number: z.number().int(), by: userId, at: z.iso.datetime() })),
  /** Those parts of the article that have words of a machine. */
  parts: z.array(machinePartSchema),
});
export type MachineMade = z.infer<typeof machineMadeSchema>;
