// What is found in a file: its pieces with what each was taken for, what the file says of itself, and what can't be taken over.
import { z } from 'zod';
import { nodeSchema } from '../content.ts';
import { listTypes } from '../list-type.ts';

/** What a line of the input can be. `left-out` lines are shown, but don't become part of the article. */
export const lineRoles = [
  'headline',
  'dek',
  'credit',
  'picture-credit',
  'section',
  'subheading',
  'paragraph',
  'bullet',
  'numbered',
  'quote',
  'left-out',
] as const;
export type LineRole = (typeof lineRoles)[number];

/** Why a piece is left out at first; the person may take it in again. */
export const leftOutReasons = [
  /** It stands on a web page around the article. */
  'outside-article',
  /** Readers of the file would not see it. */
  'hidden',
  /** A remark in the file's source, or a person's comment on the text. */
  'comment',
  'advertisement',
  /** Links to other articles. */
  'related',
  'form',
  /** What mail programs put below a text. */
  'signature',
  /** Contacts and notes for editors. */
  'service-note',
  'embargo-line',
  'slug-line',
  /** A sign that the text ends or goes on, such as `-30-`. */
  'end-mark',
  /** What an agency says of the item, such as `EILMELDUNG`. */
  'agency-note',
  'header-footer',
  /** A sign for a publishing system, such as `[TOC]`. */
  'shortcode',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** Why a piece was taken for what it is. */
export const recognitions = [
  'file-says',
  'first-line',
  'title',
  'after-headline',
  'credit-form',
  'picture-credit-form',
  /** It names a program that makes pictures. */
  'picture-tool',
  'known-label',
  'capitals',
  'no-label',
  'heading',
  'short-line',
  'list-sign',
  'quote-sign',
  'list-section',
  ...leftOutReasons,
  'rest',
  'by-hand',
] as const;
export type Recognition = (typeof recognitions)[number];

const piece = { id: z.string().max(40), why: z.enum(recognitions) };

/** A line of text: a paragraph, a title, an item of a list. */
const linePieceSchema = z.object({
  ...piece,
  type: z.literal('line'),
  role: z.enum(lineRoles),
  inline: z.array(nodeSchema),
  /** Of sections: which kind of the template. */
  kind: z.string().nullable(),
  /** Of sections: whether the line is a title of its own, and not just the name of its kind. */
  titled: z.boolean(),
  /** Of subheadings: 2 or 3. Of items: how deep in lists they are, from 0. */
  level: z.number().int().min(0).max(10),
  /** Of numbered items: the number that the file gives them; null for one that only goes on. */
  number: z.number().int().nullable(),
  /** Of numbered items: whether they count in letters or Roman numerals; null for numbers. */
  listType: z.enum(listTypes).nullable(),
  /** Of quotes: whose words they are. */
  source: z.string(),
});
export type LinePiece = z.infer<typeof linePieceSchema>;

/** A table, a divider, code, a longer quote: taken over as it is, or left out. */
const blockPieceSchema = z.object({
  ...piece,
  type: z.literal('block'),
  block: nodeSchema,
  /** Of a picture: whether it is the article's lead picture. */
  lead: z.boolean(),
  leftOut: z.boolean(),
});
export type BlockPiece = z.infer<typeof blockPieceSchema>;

/** A picture that came within the file and is uploaded when the article is made, or one that the file only links to. */
const picturePieceSchema = z.object({
  ...piece,
  type: z.literal('picture'),
  mime: z.string(),
  /** The file in base 64; empty for a picture that is elsewhere. */
  data: z.string(),
  /** The web address of a picture that is elsewhere, else null. */
  remote: z.string().nullable(),
  alt: z.string(),
  caption: z.string(),
  credit: z.string(),
  /** The desk's picture that was made of it since; null where there is none. */
  media: z.string().nullable(),
  lead: z.boolean().optional(),
  leftOut: z.boolean(),
});
export type PicturePiece = z.infer<typeof picturePieceSchema>;

/** A part of a file and what it was taken for. */
export const importPieceSchema = z.discriminatedUnion('type', [
  linePieceSchema,
  blockPieceSchema,
  picturePieceSchema,
]);
export type ImportPiece = z.infer<typeof importPieceSchema>;

/** What a file says of its text, apart from the text; each as far as it does. */
export const foundFactsSchema = z
  .object({
    headline: z.string(),
    dek: z.string(),
    byline: z.string(),
    /** Whose the lead picture is. */
    pictureCredit: z.string(),
    slug: z.string(),
    /** As the file has it, for example `de-DE`. */
    language: z.string(),
    tags: z.array(z.string()),
    /** The section of the site, by its name. */
    siteSection: z.string(),
    /** ISO 8601, a day alone or with its time. */
    published: z.string(),
    /** ISO 8601. */
    embargo: z.string(),
    /** What is shown elsewhere in place of the headline and the dek. */
    searchTitle: z.string(),
    searchDescription: z.string(),
    /** The address at which the text was published first, if that was elsewhere. */
    canonical: z.string(),
    /** The lead picture's address. */
    image: z.string(),
    /** The file says that a machine made its text, or that one took part in it. */
    machineMade: z.enum(['all', 'part']),
  })
  .partial();
export type FoundFacts = z.infer<typeof foundFactsSchema>;

/** Kinds of what a file holds and an article can't take over. */
export const lostKinds = [
  'pictures',
  'comments',
  'tracked-changes',
  'headers-footers',
  'hidden-text',
  'text-boxes',
  'macros',
  'equations',
  'scripts',
  'forms',
  'media',
  /** Files that came with an e-mail. */
  'attachments',
  /** Details of the file, such as `layout: post`, for which an article has no place. */
  'details',
] as const;
export type LostKind = (typeof lostKinds)[number];

/** Something of a file that comes into no piece. */
export const lostSchema = z.object({
  what: z.enum(lostKinds),
  count: z.number().int(),
  /** The words that are in none of the pieces. */
  words: z.array(z.string()).optional(),
});
export type Lost = z.infer<typeof lostSchema>;
