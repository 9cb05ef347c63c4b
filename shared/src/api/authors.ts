// Profiles of authors on the HTTP interface: who somebody is, as the public site says it. Articles name authors by
// themselves; a profile gives the name a page.
import { z } from 'zod';
import { authorKinds, maxAuthorName } from '../article/authors.ts';
import { cleanName, cleanText } from '../text/characters.ts';

/** In characters. */
export const maxAuthorBio = 600;
/** How many profiles a desk may have. */
export const maxAuthorProfiles = 1000;

/** Why a field is refused; said in `errors` of the problem, at the field's path. */
export const authorRefusals = ['name-missing', 'too-long', 'link-invalid', 'picture-unknown'] as const;
export type AuthorRefusal = (typeof authorRefusals)[number];

const refusal = (why: AuthorRefusal) => why;

/** An address of the web, or one for e-mail, which becomes a `mailto:` link; empty for none. */
const linkSchema = z
  .string()
  .trim()
  .max(300, refusal('too-long'))
  .transform((link) => (/^[^\s@:/?&]+@[^\s@/?&]+\.[^\s@/?&]+$/.test(link) ? `mailto:${link}` : link))
  .refine(
    (link) =>
      link === '' ||
      /^mailto:[^\s@:/?&]+@[^\s@/?&]+$/.test(link) ||
      (/^https?:\/\/[^\s/]+\S*$/i.test(link) && URL.canParse(link)),
    refusal('link-invalid'),
  );

/** What a new profile says. */
export const newAuthorSchema = z.object({
  kind: z.enum(authorKinds),
  name: z
    .string()
    .overwrite(cleanName)
    .min(1, refusal('name-missing'))
    .max(maxAuthorName, refusal('too-long')),
  /** A few sentences, in the language of the site's settings. */
  bio: z.string().overwrite(cleanText).trim().max(maxAuthorBio, refusal('too-long')),
  /** An uploaded picture; null for none. */
  picture: z.string().max(40, refusal('picture-unknown')).nullable(),
  /** How readers reach them. */
  link: linkSchema,
});
export type NewAuthor = z.input<typeof newAuthorSchema>;

/** A profile. */
export const authorProfileSchema = z.object({
  /** Its place on the public site, `/authors/SLUG`, for good. */
  slug: z.string(),
  kind: z.enum(authorKinds),
  name: z.string(),
  bio: z.string(),
  picture: z.string().nullable(),
  link: z.string(),
  /** Counts the changes: say it back when changing what was seen. */
  version: z.number().int(),
});
export type AuthorProfile = z.infer<typeof authorProfileSchema>;
/** All profiles. */
export const authorProfilesSchema = z.array(authorProfileSchema);

/**
 * A change of a profile. It gives `conflict` where somebody has changed it since.
 */
export const authorChangeSchema = newAuthorSchema.extend({ version: z.number().int() });
export type AuthorChange = z.input<typeof authorChangeSchema>;
