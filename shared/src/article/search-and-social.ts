// How an article is shown elsewhere, by search engines and in what people share: what stands there in place of its own head, and
// where it was published first.
import { z } from 'zod';
import { idSchema } from '../id-schema.ts';
import type { MediaId } from '../ids.ts';
import { cleanName } from '../text/characters.ts';
import { machineSourceTypes } from './picture-settings.ts';

/** How long a title for search engines and social networks may be, in characters; beyond what these show nobody reads it. */
export const maxSearchTitle = 120;
/** The same of a description. */
export const maxSearchDescription = 320;
/** How long the address may be at which a text appeared first, in characters. */
export const maxCanonical = 1000;

/** How long these are at best, in characters: less says little, and more is cut off in lists of results. */
export const wellShown = { title: { from: 30, to: 60 }, description: { from: 70, to: 160 } } as const;

/** Why an address is refused; said in `errors` of the problem, at the field’s path. */
export const canonicalRefusal = 'not-web-address';

/** An address of the web, in ASCII, without the place on the page and without a password. */
const canonicalSchema = z
  .string()
  .overwrite(cleanName)
  .max(maxCanonical)
  .refine(isPageAddress, canonicalRefusal)
  .overwrite((text) => {
    if (!isPageAddress(text)) return text;
    const address = new URL(text);
    address.hash = '';
    return address.href;
  })
  // What is no ASCII is longer in it.
  .pipe(z.string().max(2 * maxCanonical));

function isPageAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s/]+\S*$/i.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

/** The settings by which an article is shown elsewhere, as they are changed; empty, or null, for what its text says itself. */
export const searchAndSocialShape = {
  /** In place of the headline. */
  searchTitle: z.string().overwrite(cleanName).max(maxSearchTitle),
  /** In place of that title where links are shared. */
  socialTitle: z.string().overwrite(cleanName).max(maxSearchTitle),
  /** In place of the dek. */
  searchDescription: z.string().overwrite(cleanName).max(maxSearchDescription),
  /** In place of the lead picture. */
  socialPicture: idSchema<MediaId>(z.string().max(64)).nullable(),
  /** Where the text was published first, if that was elsewhere: search engines are to name that page, and not this one. */
  canonical: canonicalSchema.nullable(),
};

/** What files may bring of it: a picture is another one at each desk. */
export const broughtTexts = ['searchTitle', 'searchDescription', 'canonical'] as const;

/** What fits of the texts that a file brings. */
export function fittingTexts(
  said: Partial<Record<(typeof broughtTexts)[number], string | undefined>>,
): Partial<Record<(typeof broughtTexts)[number], string>> {
  return Object.fromEntries(
    broughtTexts.flatMap((name) => {
      const { data } = searchAndSocialShape[name].safeParse(said[name]);
      return data ? [[name, data]] : [];
    }),
  );
}

/** The same in a revision, with what pages say of the picture. */
export const shownElsewhereSchema = z.object({
  title: z.string(),
  /** Empty where it is the title; revisions of former times have none. */
  socialTitle: z.string().default(''),
  description: z.string(),
  picture: z
    .object({
      media: idSchema<MediaId>(),
      width: z.number().int(),
      height: z.number().int(),
      /** Of its smaller renderings. */
      widths: z.array(z.number().int()),
      alt: z.string(),
      /** What the library says of who made it, and how a machine took part. Revisions of former times say nothing of it. */
      credit: z.string().default(''),
      machineMade: z.enum(machineSourceTypes).nullable().default(null),
    })
    .nullable(),
  canonical: z.string().nullable(),
});
export type ShownElsewhere = z.infer<typeof shownElsewhereSchema>;

/** What is shown where nothing is set. */
export const nothingElsewhere: ShownElsewhere = {
  title: '',
  socialTitle: '',
  description: '',
  picture: null,
  canonical: null,
};
