// What a picture's file says of it: IPTC, XMP and EXIF, as far as an editorial desk cares. Offered to people, never taken for theirs.
import { z } from 'zod';
import { machineSourceTypes } from '../article/picture-settings.ts';

/** The longest that a note is kept, in characters; the rest is left out. */
export const noteLimits = {
  headline: 300,
  caption: 2000,
  alt: 1000,
  creator: 200,
  credit: 250,
  source: 200,
  copyright: 500,
  usageTerms: 1000,
} as const;
type NoteName = keyof typeof noteLimits;
/** The notes that are kept of a picture's file. */
export const noteNames = Object.keys(noteLimits) as NoteName[];

const said = (name: NoteName) => z.string().min(1).max(noteLimits[name]).optional();

/** What a picture’s file says of it; what it does not say is left out. */
export const pictureNotesSchema = z.object({
  headline: said('headline'),
  caption: said('caption'),
  /** What somebody wrote for readers who don't see the picture. */
  alt: said('alt'),
  creator: said('creator'),
  credit: said('credit'),
  source: said('source'),
  copyright: said('copyright'),
  usageTerms: said('usageTerms'),
  /** Until when it may be used: a day as `2026-12-31`, or a moment as `2026-12-31T12:00:00`, with or without `Z` or `+01:00`. */
  expires: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?)?$/)
    .optional(),
  /** How a machine took part in it, in IPTC's terms. */
  sourceType: z.enum(machineSourceTypes).optional(),
  /** The file moves; what is kept of it is its first picture. */
  moving: z.literal(true).optional(),
});
export type PictureNotes = z.infer<typeof pictureNotesSchema>;

/** The credit that the notes propose: who made it, and for whom. Empty where they say nothing of it. */
export function proposedCredit({ creator = '', credit = '', source = '' }: PictureNotes): string {
  const parts = [creator, credit || source].filter(Boolean);
  const [first = '', second = ''] = parts;
  return second.includes(first) ? second || first : parts.join(' / ');
}
