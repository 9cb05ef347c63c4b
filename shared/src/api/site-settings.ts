// What admins set of the public site: its name, its looks, and what it says of itself.
import { z } from 'zod';
import { idSchema } from '../id-schema.ts';
import type { ArticleId, MediaId } from '../ids.ts';
import { type Language, languages } from '../language.ts';
import { cleanName, cleanText } from '../text/characters.ts';
import { isTimeZone } from './notifications.ts';

/** What a newsroom says of itself, in the order in which pages name it. */
export const sitePolicies = ['imprint', 'privacy', 'corrections', 'ethics', 'ai', 'ownership'] as const;
export type SitePolicy = (typeof sitePolicies)[number];

/** What the foot of each page and the form call them. */
export const policyNames: Readonly<Record<Language, Readonly<Record<SitePolicy, string>>>> = {
  en: {
    imprint: 'Imprint',
    privacy: 'Privacy',
    corrections: 'Corrections policy',
    ethics: 'Ethics',
    ai: 'Use of AI',
    ownership: 'Ownership and funding',
  },
  de: {
    imprint: 'Impressum',
    privacy: 'Datenschutz',
    corrections: 'Umgang mit Fehlern',
    ethics: 'Grundsätze',
    ai: 'Einsatz von KI',
    ownership: 'Eigentum und Finanzierung',
  },
};

/** In characters. */
export const maxPolicyLength = 40_000;
/** In characters. */
export const maxSiteDescription = 300;
/** The color of a site for which none was chosen. */
export const defaultAccent = '#2440b8';

/** Why a field is refused; said in `errors` of the problem, at the field's path. */
export const siteSettingsRefusals = [
  'name-missing',
  'too-long',
  'color-invalid',
  'link-invalid',
  'logo-unknown',
  'icon-unknown',
  'label-missing',
  'address-invalid',
  'zone-unknown',
  'trust-address-invalid',
  'key-invalid',
  'not-web-address',
  /** Nothing is sent to addresses inside the house's own network. */
  'private-address',
  'unknown-host',
] as const;
export type SiteSettingsRefusal = (typeof siteSettingsRefusals)[number];

const refusal = (why: SiteSettingsRefusal) => why;

/** A link to where it stands, or the text itself, in which an empty line begins a paragraph; empty for none. */
const policySchema = z
  .string()
  .trim()
  .max(maxPolicyLength, refusal('too-long'))
  .refine(
    (text) => /\s/.test(text) || !/^\w+:/.test(text) || policyLink(text) !== null,
    refusal('link-invalid'),
  );

/** How many stories may be pinned to the front page. */
export const maxPinned = 12;
/** How many links may stand in the head of each page. */
export const maxNavigation = 12;
/** In characters. */
export const maxLinkLabel = 40;

/** A link in the head of every page: to a path of the site, or anywhere else. */
const navigationLinkSchema = z.object({
  label: z
    .string()
    .overwrite(cleanName)
    .min(1, refusal('label-missing'))
    .max(maxLinkLabel, refusal('too-long')),
  link: z
    .string()
    .trim()
    .max(300, refusal('too-long'))
    .refine(
      (link) => /^\/(?![/\\])[^\s\\]*$/.test(link) || policyLink(link) !== null,
      refusal('address-invalid'),
    ),
});
export type NavigationLink = z.output<typeof navigationLinkSchema>;

/** How an organization that trust.txt names stands to the newsroom. The names are those of the format. */
export const trustRelations = [
  'contact',
  'belongto',
  'member',
  'controlledby',
  'control',
  'social',
  'vendor',
  'customer',
] as const;
export type TrustRelation = (typeof trustRelations)[number];
/** How many lines trust.txt may have. */
export const maxTrustEntries = 60;

const isWebAddress = (text: string) => /^https?:\/\/[^\s/]+\S*$/i.test(text) && URL.canParse(text);
const emailAddress = z.email();

/** A line of trust.txt. Contacts may be e-mail addresses, all others are addresses of the web. */
const trustEntrySchema = z
  .object({
    relation: z.enum(trustRelations),
    address: z.string().trim().max(300, refusal('too-long')),
  })
  .refine(
    ({ relation, address }) =>
      isWebAddress(address) || (relation === 'contact' && emailAddress.safeParse(address).success),
    { path: ['address'], message: refusal('trust-address-invalid') },
  );
export type TrustEntry = z.output<typeof trustEntrySchema>;

/** The search engines' shared address for IndexNow. */
export const defaultIndexNow = 'https://api.indexnow.org/indexnow';
/** How many WebSub hubs may be named. */
export const maxHubs = 5;
/** Of the note in llms.txt, in characters. */
export const maxLlmsNote = 2000;

const webAddress = z
  .string()
  .trim()
  .max(300, refusal('too-long'))
  .refine(isWebAddress, refusal('not-web-address'))
  // As it is sent and stands in headers, so in ASCII.
  .transform((text) => new URL(text).href);

/** Where a story says that a machine made words of it: at the head of its page too, or only in “About this text”. */
export const machineNotices = ['always', 'about'] as const;
export type MachineNotice = (typeof machineNotices)[number];

/** All that admins set of the public site. */
export const siteSettingsSchema = z.object({
  name: z.string().overwrite(cleanName).min(1, refusal('name-missing')).max(80, refusal('too-long')),
  description: z.string().trim().max(maxSiteDescription, refusal('too-long')),
  /** The one color beside black and white; pages darken or lighten it until it can be read. */
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, refusal('color-invalid'))
    .transform((color) => color.toLowerCase()),
  /** An uploaded picture; null for the name alone. */
  logo: idSchema<MediaId>(z.string().max(40, refusal('logo-unknown'))).nullable(),
  /** An uploaded picture for tabs, bookmarks and home screens; null for a plain one in the site's color. */
  icon: idSchema<MediaId>(z.string().max(40, refusal('icon-unknown')))
    .nullable()
    .default(null),
  /** In which the description and the policies are written. */
  language: z.enum(languages),
  /**
   * A zone of the IANA database, by whose clocks dates on the pages and times of publication go. Empty in what was saved before
   * there was a choice: the one that the server is configured with.
   */
  timeZone: z
    .string()
    .max(60)
    // Names alone: an offset such as +01:00 knows no summer.
    .refine((name) => name === '' || (/^[a-z]/i.test(name) && isTimeZone(name)), refusal('zone-unknown'))
    .default(''),
  /** The stories that the front page begins with, in their order, by their articles; the first of them leads. */
  pinned: z
    .array(idSchema<ArticleId>(z.string().max(40)))
    .max(maxPinned, refusal('too-long'))
    .default([]),
  /** In their order. */
  navigation: z.array(navigationLinkSchema).max(maxNavigation, refusal('too-long')).default([]),
  /** Where readers read that a machine made a part of a text: at the head of its page too, or in “About this text” alone. */
  machineNotice: z.enum(machineNotices).default('always'),
  /** What trust.txt says (JournalList), where there is to be one. */
  trust: z
    .object({
      enabled: z.boolean(),
      entries: z.array(trustEntrySchema).max(maxTrustEntries, refusal('too-long')),
    })
    .default({ enabled: false, entries: [] }),
  /** What llms.txt says beside its lists of links, where there is to be one. */
  llms: z
    .object({
      enabled: z.boolean(),
      note: z.string().overwrite(cleanText).trim().max(maxLlmsNote, refusal('too-long')),
    })
    .default({ enabled: false, note: '' }),
  /** Search engines are sent the addresses of pages that change: with which key, empty for not at all, and where. */
  indexNow: z
    .object({
      key: z
        .string()
        .trim()
        .regex(/^(?:[a-z\d-]{8,128})?$/i, refusal('key-invalid')),
      endpoint: webAddress,
    })
    .default({ key: '', endpoint: defaultIndexNow }),
  /** WebSub hubs that are sent the addresses of feeds that change, and that the feeds name. */
  hubs: z.array(webAddress).max(maxHubs, refusal('too-long')).default([]),
  policies: z.object(
    // The keys are what the list says.
    Object.fromEntries(sitePolicies.map((policy) => [policy, policySchema])) as Record<
      SitePolicy,
      typeof policySchema
    >,
  ),
});
export type SiteSettings = z.output<typeof siteSettingsSchema>;

/** The settings with their version. A change gives `conflict` where somebody has changed them since. */
export const savedSiteSettingsSchema = z.object({
  /** Counts the changes: say it back when changing what was seen. */
  version: z.number().int(),
  settings: siteSettingsSchema,
});
export type SavedSiteSettings = z.infer<typeof savedSiteSettingsSchema>;

/** The address, where a policy is a link and no text; else null. */
export function policyLink(policy: string): string | null {
  return isWebAddress(policy) ? policy : null;
}
