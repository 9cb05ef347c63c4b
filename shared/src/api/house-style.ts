// The house style list on the HTTP interface: words that the newsroom avoids, and what it writes in their place.
import { z } from 'zod';
import { idSchema } from '../id-schema.ts';
import type { StyleWordId, UserId } from '../ids.ts';
import { cleanName, cleanText } from '../text/characters.ts';

/** How many words the list may have. */
export const maxStyleWords = 2000;
/** Of a word, and of what is written in its place, in characters. */
export const maxStyleWord = 80;
/** Of the note beside a word, in characters. */
export const maxStyleNote = 300;

/** Why a field is refused; said in `errors` of the problem, at the field's path. */
export const styleWordRefusals = [
  'word-missing',
  /** The list has this word already, for this language. */
  'word-taken',
  /** It has no letter or digit by which it could be found. */
  'word-without-letters',
  /** It is what should be written in its place. */
  'same-word',
  'too-long',
  'owner-unknown',
  'too-many',
] as const;
export type StyleWordRefusal = (typeof styleWordRefusals)[number];

const refusal = (why: StyleWordRefusal) => why;

/** The languages whose articles a word is looked for in. */
export const styleLanguages = ['both', 'en', 'de'] as const;

/** An entry of the list. */
export const newStyleWordSchema = z
  .object({
    /** What not to write: a word or several, found whole. In lower case it stands for every way of writing its letters large. */
    avoid: z
      .string()
      .overwrite(cleanName)
      .min(1, refusal('word-missing'))
      .max(maxStyleWord, refusal('too-long'))
      .refine((word) => word === '' || /[\p{L}\p{N}]/u.test(word), refusal('word-without-letters')),
    /** What to write in its place; empty where that depends. */
    prefer: z.string().overwrite(cleanName).max(maxStyleWord, refusal('too-long')),
    /** Why, or what else; empty for nothing. */
    note: z.string().overwrite(cleanText).trim().max(maxStyleNote, refusal('too-long')),
    language: z.enum(styleLanguages),
    /** Whom to ask about it. */
    owner: idSchema<UserId>(z.string().max(60)),
  })
  .refine(({ avoid, prefer }) => avoid === '' || avoid !== prefer, {
    message: refusal('same-word'),
    path: ['prefer'],
  });
export type NewStyleWord = z.input<typeof newStyleWordSchema>;

/** An entry of the house style list. */
export const styleWordSchema = z.object({
  id: idSchema<StyleWordId>(),
  avoid: z.string(),
  prefer: z.string(),
  note: z.string(),
  language: z.enum(styleLanguages),
  owner: idSchema<UserId>(),
  /** Counts the changes: say it back when changing what was seen. */
  version: z.number().int(),
});
export type StyleWord = z.infer<typeof styleWordSchema>;

/** All of them, by the alphabet. */
export const styleWordsSchema = z.array(styleWordSchema);

/** A change of an entry. It gives `conflict` where somebody has changed it since. */
export const styleWordChangeSchema = newStyleWordSchema.safeExtend({ version: z.number().int() });

/** With `csv` the list is given as a file. */
export const styleWordsQuerySchema = z.object({ format: z.enum(['json', 'csv']).default('json') });

/** How large a file of words may be, in bytes: the whole list fits. */
export const maxStyleFile = 1024 * 1024;

/** Why a file of words can't be read. It is the message of the problem's error at the path `file`. */
export const styleFileFaults = [
  'empty',
  /** It is not in UTF-8. */
  'encoding',
  /** Its first line does not name the column of the words. */
  'no-columns',
  /** A quotation mark is not closed. */
  'broken',
  /** It has more lines than the list may have words. */
  'too-long',
] as const;
export type StyleFileFault = (typeof styleFileFaults)[number];

/** Why a line of a file is not taken. */
export const styleLineRefusals = [
  ...styleWordRefusals,
  'language-unknown',
  /** Several people have this name. */
  'owner-ambiguous',
  /** An earlier line of the file has the word. */
  'word-twice',
] as const;

const newStyleWordRead = styleWordSchema.omit({ id: true, version: true });

/** What comes of a line of a file; the first line of the file is 1. */
export const styleFileLineSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('add'), line: z.number().int(), word: newStyleWordRead }),
  z.object({
    outcome: z.literal('change'),
    line: z.number().int(),
    word: newStyleWordRead,
    /** The entry as it is now. */
    before: styleWordSchema,
  }),
  z.object({ outcome: z.literal('same'), line: z.number().int(), word: newStyleWordRead }),
  z.object({
    outcome: z.literal('refused'),
    line: z.number().int(),
    /** The word as the file has it. */
    avoid: z.string(),
    /** What the refused field says. */
    said: z.string(),
    why: z.enum(styleLineRefusals),
  }),
]);
export type StyleFileLine = z.infer<typeof styleFileLineSchema>;
/** What would come of a file, line by line; nothing is done yet. */
export const styleFileSchema = z.object({ lines: z.array(styleFileLineSchema) });

/** Words that come from a file, all of them or none. `conflict` where the list has changed since they were read. */
export const styleImportSchema = z.object({
  add: z.array(newStyleWordSchema).max(maxStyleWords),
  change: z
    .array(styleWordChangeSchema.safeExtend({ id: idSchema<StyleWordId>(z.string().max(60)) }))
    .max(maxStyleWords),
});
/** How many entries an import has added and changed. */
export const styleImportedSchema = z.object({ added: z.number().int(), changed: z.number().int() });
