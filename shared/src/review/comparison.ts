// What a comparison of two states of an article gives, as plain data: what the interface draws, and what routes answer.
import { z } from 'zod';
import { idSchema } from '../id-schema.ts';
import type { SectionId } from '../ids.ts';

const states = ['same', 'added', 'removed', 'changed'] as const;
export type ComparisonState = (typeof states)[number];

/** A run of text: `same` and `removed` runs make up the text before, `same` and `added` runs the text after. */
export const pieceSchema = z.object({ type: z.enum(['same', 'added', 'removed']), text: z.string() });
export type Piece = z.infer<typeof pieceSchema>;

const cellSchema = z.object({
  state: z.enum(states),
  header: z.boolean(),
  colspan: z.number().int(),
  rowspan: z.number().int(),
  pieces: z.array(pieceSchema),
});
/** A cell; a changed one whose pieces all stay differs in its formatting. */
export type CellComparison = z.infer<typeof cellSchema>;

/** A row of a table in two states, cell by cell. */
const rowSchema = z.object({ state: z.enum(states), cells: z.array(cellSchema) });
export type RowComparison = z.infer<typeof rowSchema>;

/** The rows in the order that they have after; removed ones stand where they stood. */
export const tableComparisonSchema = z.array(rowSchema);

/** A block in two states of a text. */
export const blockComparisonSchema = z.object({
  /** The block's type, after where it differs. */
  type: z.string(),
  state: z.enum(states),
  /** It stands elsewhere on the other side: an added block that was taken from there, or a removed one that went there. */
  moved: z.boolean(),
  /** Something besides the words differs: formatting, a link, a picture, the block's kind. */
  formatting: z.boolean(),
  pieces: z.array(pieceSchema),
  /** Of a table whose other side is one too: its rows. */
  table: tableComparisonSchema.optional(),
});
export type BlockComparison = z.infer<typeof blockComparisonSchema>;

/** A section in two states of an article, block by block. */
export const sectionComparisonSchema = z.object({
  id: idSchema<SectionId>(),
  kind: z.string(),
  /** Its own title, empty for none. */
  title: z.string(),
  state: z.enum(states),
  /** It stands at another place among the sections that both sides have. */
  moved: z.boolean(),
  /** Its title's change; null where that is the same. */
  titles: z.array(pieceSchema).nullable(),
  blocks: z.array(blockComparisonSchema),
});
export type SectionComparison = z.infer<typeof sectionComparisonSchema>;

export const comparedLines = [
  'headline',
  'dek',
  'lead-media',
  'lead-alt',
  'lead-caption',
  'lead-credit',
  /** The point that its crops keep, as readers of the comparison see it. */
  'lead-focus',
  /** Whether a machine made it, in IPTC's terms. */
  'lead-source',
] as const;

/** What differs between two states of an article. */
export const articleComparisonSchema = z.object({
  same: z.boolean(),
  /** Those of the head's lines that differ. */
  lines: z.array(z.object({ line: z.enum(comparedLines), pieces: z.array(pieceSchema) })),
  /** In the order that they have after; removed ones stand behind the section that they followed. */
  sections: z.array(sectionComparisonSchema),
});
export type ArticleComparison = z.infer<typeof articleComparisonSchema>;
