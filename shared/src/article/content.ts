// An article's content as plain data: what a document, a revision and an import all come down to.
import { z } from 'zod';
import { idSchema } from '../id-schema.ts';
import { idPattern, type MediaId, type SectionId } from '../ids.ts';
import { leadSettingsSchema } from './picture-settings.ts';

/** A ProseMirror node as JSON. `content` of blocks, `text` and `marks` of text. */
export interface NodeJson {
  type: string;
  attrs?: Record<string, unknown>;
  content?: NodeJson[];
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  text?: string;
}

/** How deep blocks may be nested: lists in lists, mostly. Deeper ones could exhaust the stack of whoever reads them. */
export const maxDepth = 40;

/** Only the outer form; whether the nodes fit is the schema's to say. */
export const nodeSchema = z.custom<NodeJson>(
  (value) => isNode(value, maxDepth),
  'Not a node, or nested too deeply.',
);

function isNode(value: unknown, depth: number): boolean {
  if (depth === 0 || !isRecord(value) || typeof value.type !== 'string') return false;
  const { attrs, content, marks, text } = value;
  return (
    (text === undefined || typeof text === 'string') &&
    (attrs === undefined || isRecord(attrs)) &&
    (marks === undefined || (Array.isArray(marks) && marks.every(isMark))) &&
    (content === undefined || (Array.isArray(content) && content.every((child) => isNode(child, depth - 1))))
  );
}

function isMark(value: unknown): boolean {
  return (
    isRecord(value) && typeof value.type === 'string' && (value.attrs === undefined || isRecord(value.attrs))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How long the words of a picture may be, in characters: of the lead image and of those in the text. */
export const pictureTextLimits = { alt: 1000, caption: 2000, credit: 500 } as const;

/** The lead image. `media` is empty where there is none. */
export const leadSchema = leadSettingsSchema.extend({
  media: idSchema<MediaId | ''>(z.string().max(40)),
  alt: z.string().max(pictureTextLimits.alt),
  caption: z.string().max(pictureTextLimits.caption),
  credit: z.string().max(pictureTextLimits.credit),
});
export type Lead = z.infer<typeof leadSchema>;
/** No lead image. */
export const emptyLead: Lead = { media: '', alt: '', caption: '', credit: '' };

const sectionId = idSchema<SectionId>(z.string().regex(idPattern));

/** A section as data: its words, and no decisions about them. */
export const sectionContentSchema = z.object({
  id: sectionId,
  kind: z.string(),
  title: z.string(),
  blocks: z.array(nodeSchema),
});
export type SectionContent = z.infer<typeof sectionContentSchema>;

/** What a headline and a dek may have at most, in characters. Nobody is kept from typing more, but it can't be published. */
export const maxHeadlineLength = 500;
/** As of the headline. */
export const maxDekLength = 2000;

/** Headline and dek are plain lines of text: they bear no formatting. */
export const articleContentSchema = z.object({
  headline: z.string().max(maxHeadlineLength),
  dek: z.string().max(maxDekLength),
  lead: leadSchema,
  sections: z.array(sectionContentSchema).max(200),
});
export type ArticleContent = z.infer<typeof articleContentSchema>;
