// The form of ninjs for tests.
import { z } from 'zod';

// What of ninjs 3.3 Galley uses, written from the specification: objects refuse what they do not know, and what says the
// same in several forms is a list.
const texts = z.array(
  z.strictObject({ role: z.string().optional(), contentType: z.string().optional(), value: z.string() }),
);
const named = { name: z.string(), uri: z.url().optional() };
const renditions = z.array(
  z.strictObject({
    name: z.string(),
    href: z.url(),
    contentType: z.string().optional(),
    width: z.int().optional(),
    height: z.int().optional(),
    sizeInBytes: z.int().optional(),
  }),
);
const item = {
  uri: z.url(),
  type: z.enum(['text', 'picture']),
  representationType: z.enum(['full', 'partial']),
  version: z.string(),
  firstCreated: z.iso.datetime(),
  versionCreated: z.iso.datetime(),
  embargoedUntil: z.iso.datetime(),
  pubStatus: z.enum(['usable', 'withheld', 'canceled']),
  language: z.string(),
  copyrightHolder: z.string(),
  by: z.string(),
  slugline: z.string(),
  edNote: z.string(),
  headlines: texts,
  descriptions: texts,
  bodies: z.array(
    z.strictObject({
      role: z.string(),
      contentType: z.string(),
      wordCount: z.int().optional(),
      value: z.string(),
    }),
  ),
  subjects: z.array(z.strictObject({ ...named, rel: z.string() })),
  infoSources: z.array(z.strictObject({ ...named, role: z.string() })),
  altIds: z.array(z.strictObject({ role: z.string(), value: z.string() })),
  renditions,
  digitalSourceType: z.strictObject({ uri: z.url() }),
  standard: z.strictObject({ name: z.literal('ninjs'), version: z.literal('3.3'), schema: z.url() }),
};
/** An item. */
export const ninjsSchema = z
  .strictObject({
    ...item,
    associations: z.array(
      z
        .strictObject({ ...item, name: z.string() })
        .partial()
        .required({ uri: true, name: true }),
    ),
  })
  .partial()
  .required({ uri: true });
