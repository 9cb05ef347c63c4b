// The sections of the site on the HTTP interface: Politics, Sport and what else the newsroom's stories are sorted into. They
// are no sections of an article.
import { z } from 'zod';
import { slugSchema } from '../article/slug-schema.ts';
import { idSchema } from '../id-schema.ts';
import type { SiteSectionId } from '../ids.ts';
import { cleanName, cleanText } from '../text/characters.ts';

/** How many the site may have. */
export const maxSiteSections = 24;
/** In characters. */
export const maxSiteSectionName = 40;
/** In characters. */
export const maxSiteSectionDescription = 300;

/** Why a field is refused; said in `errors` of the problem, at the field's path. */
export const siteSectionRefusals = [
  'name-missing',
  'name-taken',
  'too-long',
  'slug-invalid',
  /** Another section is there, or was. */
  'slug-taken',
  'too-many',
] as const;
export type SiteSectionRefusal = (typeof siteSectionRefusals)[number];

const refusal = (why: SiteSectionRefusal) => why;

const siteSectionId = idSchema<SiteSectionId>();

/** What a section of the site says. */
export const newSiteSectionSchema = z.object({
  /** In the language of the site's settings, as the description. */
  name: z
    .string()
    .overwrite(cleanName)
    .min(1, refusal('name-missing'))
    .max(maxSiteSectionName, refusal('too-long')),
  /** The last part of its address, `/sections/SLUG`; empty for one that is made of the name. */
  slug: z
    .string()
    .trim()
    .refine((slug) => slug === '' || slugSchema.safeParse(slug).success, refusal('slug-invalid')),
  /** A sentence or two, for its page, search engines and feeds; empty for none. */
  description: z.string().overwrite(cleanText).trim().max(maxSiteSectionDescription, refusal('too-long')),
});
export type NewSiteSection = z.input<typeof newSiteSectionSchema>;

/** A section of the site. */
export const siteSectionSchema = z.object({
  id: siteSectionId,
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  /** Counts the changes: say it back when changing what was seen. */
  version: z.number().int(),
});
export type SiteSection = z.infer<typeof siteSectionSchema>;

/** All of them in their order, each with how many articles are in it, archived ones too. */
export const siteSectionsSchema = z.array(siteSectionSchema.extend({ articles: z.number().int() }));
export type ListedSiteSection = z.infer<typeof siteSectionsSchema>[number];

/** A change of a section. It gives `conflict` where somebody has changed it since. */
export const siteSectionChangeSchema = newSiteSectionSchema.extend({ version: z.number().int() });
export type SiteSectionChange = z.input<typeof siteSectionChangeSchema>;

/** All sections in another order. It gives `conflict` where they are not the ones that there are. */
export const siteSectionOrderSchema = z.object({ order: z.array(siteSectionId).max(maxSiteSections) });

/** The section of this name, or whose address has it, in any case; undefined where there is none. */
export function sectionCalled<Section extends { name: string; slug: string }>(
  sections: readonly Section[],
  written: string,
): Section | undefined {
  const wanted = written.trim().toLowerCase();
  return (
    sections.find(({ name }) => name.toLowerCase() === wanted) ?? sections.find(({ slug }) => slug === wanted)
  );
}
