// What keeps an article from its publication.
import { z } from 'zod';
import { checkCodes } from '../checks/levels.ts';
import { regionSchema } from './region.ts';

/** What still stands between an article and its publication. */
export const readinessCodes = [
  'headline-missing',
  /** Counted in characters, as the dek. */
  'headline-too-long',
  'dek-too-long',
  'slug-missing',
  'lead-alt-missing',
  'lead-credit-missing',
  'section-missing',
  'section-empty',
  'too-few-words',
  'too-many-words',
  'too-few-items',
  'too-many-items',
  'image-alt-missing',
  'image-credit-missing',
  /** A picture that the text names is not among the uploaded ones. */
  'image-lost',
  /** The licence of a picture has ended, or will have when it is to be published. */
  'licence-ended',
  /** The picture for social networks is not there any more, or its licence ends before the publication. */
  'social-picture-unfit',
  'block-not-allowed',
  /** The section's text, as it stands, has not the approval that the template requires. */
  'section-not-approved',
  /** A thread that somebody marked as blocking is open. */
  'thread-blocking',
  /** A machine made words of the text, and nobody has said of it, as it stands, that people have reviewed it. */
  'machine-review-missing',
  /** A check of the text finds something that the template lets nobody publish. */
  'check-blocks',
] as const;
export type ReadinessCode = (typeof readinessCodes)[number];

/** One thing that still stands between an article and its publication. */
export const readinessItemSchema = z.object({
  code: z.enum(readinessCodes),
  /** The part of the article it is about; null for the article as a whole, its settings and a section that it lacks. */
  region: regionSchema.nullable(),
  /** The kind of the section, for its label. */
  kind: z.string().nullable(),
  /** What there is and what is wanted, where numbers say it. */
  count: z.number().int().nullable(),
  limit: z.number().int().nullable(),
  /** Of `check-blocks`: which check it is. */
  check: z.enum(checkCodes).optional(),
});
export type ReadinessItem = z.infer<typeof readinessItemSchema>;
