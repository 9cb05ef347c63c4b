// The passport of a revision: what the newsroom says of how a published text came to be, signed by the desk's key. Its form is
// public and described in docs/FORMATS.md, so that others can check it with tools of their own.
import { z } from 'zod';
import { machineSourceTypes } from '../article/picture-settings.ts';
import { languages } from '../language.ts';

/** Names the form of a passport; another form has another number. */
export const passportFormat = 'galley-passport/1';

/** SHA-256 in hex. */
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Somebody by name who wants that, one of the desk whom it does not name, or the program itself. */
export const passportPersonSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('person'), name: z.string() }),
  z.strictObject({ type: z.literal('desk') }),
  z.strictObject({ type: z.literal('program') }),
]);
export type PassportPerson = z.infer<typeof passportPersonSchema>;

/** How many letters and digits of a text somebody wrote, whoever wrote most first. */
const writtenSchema = z.array(
  z.strictObject({ by: passportPersonSchema, letters: z.number().int().positive() }),
);
export type Written = z.infer<typeof writtenSchema>;

const partSchema = z.strictObject({
  /** Of what was approved and published: formatting and order count. */
  hash,
  /** Of the words as the page shows them, by which anybody can check the page; null for what it does not show. */
  textHash: hash.nullable(),
  written: writtenSchema,
});

const passportSectionSchema = partSchema.extend({
  id: z.string(),
  label: z.string(),
  /** Its name in the page's address; null where the page does not show it. */
  anchor: z.string().nullable(),
  /** Who approved the text with this hash; null where nobody did. */
  approval: z.strictObject({ hash, by: passportPersonSchema, at: z.iso.datetime() }).nullable(),
});

const passportPictureSchema = z.strictObject({
  url: z.string(),
  /** The section that shows it; null for the lead picture. */
  section: z.string().nullable(),
  digitalSourceType: z.enum(machineSourceTypes),
  /** Who approved the section with this picture; null where nobody did. */
  reviewedBy: passportPersonSchema.nullable(),
});

/** What of the text a machine made, as people marked it, and who reviewed it. */
const passportMachineTextSchema = z.strictObject({
  digitalSourceType: z.enum(machineSourceTypes),
  /** Letters and digits of each part that has text, and how many of them a machine made. */
  parts: z.array(z.strictObject({ place: z.string(), letters: z.number().int(), machine: z.number().int() })),
  /** The number of the newest mark that it follows from. */
  marks: z.number().int(),
  reviewedBy: passportPersonSchema,
  reviewedAt: z.iso.datetime(),
  /** Who bears the editorial responsibility. */
  responsible: z.string(),
});

/** What is signed. */
export const passportClaimsSchema = z.strictObject({
  format: z.literal(passportFormat),
  issuer: z.strictObject({ name: z.string(), url: z.string(), keys: z.string() }),
  article: z.strictObject({ id: z.string(), url: z.string(), language: z.enum(languages) }),
  revision: z.number().int().positive(),
  publishedAt: z.iso.datetime(),
  publishedBy: passportPersonSchema,
  /** Of the whole article. */
  hash,
  headline: partSchema,
  dek: partSchema,
  lead: partSchema,
  sections: z.array(passportSectionSchema),
  /** Of the whole article. */
  written: writtenSchema,
  /** The pictures that a machine made or had a part in, and the same of the text; without `text` no words are marked. */
  machineMade: z.strictObject({
    pictures: z.array(passportPictureSchema),
    text: passportMachineTextSchema.optional(),
  }),
});
export type PassportClaims = z.infer<typeof passportClaimsSchema>;

/** The claims with the signature over their canonical JSON (RFC 8785). */
export const passportSchema = passportClaimsSchema.extend({
  signature: z.strictObject({
    algorithm: z.literal('Ed25519'),
    /** The id of the key: its thumbprint by RFC 7638. */
    key: z.string(),
    /** In base64url. */
    value: z.string(),
  }),
});
export type Passport = z.infer<typeof passportSchema>;

/** A public key as a JSON Web Key (RFC 8037). */
export const passportKeySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  kid: z.string(),
  use: z.literal('sig'),
  alg: z.literal('EdDSA'),
});
export type PassportKey = z.infer<typeof passportKeySchema>;

/** The public keys of a desk, those of former times too. */
export const passportKeysSchema = z.object({ keys: z.array(passportKeySchema) });

/** Where a site has its keys. */
export const passportKeysPath = '/.well-known/galley-passport-keys.json';
