// ninjs for tests: held against IPTC's own schemas, and read into what Galley uses of it.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { z } from 'zod';

/** What the schemas ask of texts; `uri` is an address of any scheme, such as `tag:`. */
const formats = {
  uri: (text: string) => z.url().safeParse(text).success,
  'date-time': (text: string) => z.iso.datetime({ offset: true }).safeParse(text).success,
};
const options = { allErrors: true, strict: false, formats };

function validatorOf(ajv: Ajv | Ajv2020, version: string) {
  const file = new URL(`schemas/ninjs-schema_${version}.json`, import.meta.url);
  const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
  return (item: unknown): string[] =>
    validate(item)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

// Places with coordinates, which Galley never writes, are of a schema of its own.
const places = { $id: 'https://geojson.org/schema/GeoJSON.json' };
/** What is wrong with an item, by the schema of each version. */
export const ninjsFaults = {
  '3.3': validatorOf(new Ajv2020(options).addSchema(places), '3.3'),
  '1.7': validatorOf(new Ajv(options), '1.7'),
};

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
const ninjsSchema = z
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

/** An item of version 3.3 as it was read; throws where IPTC's schema refuses it. */
export function readNinjs(data: unknown): z.infer<typeof ninjsSchema> {
  const faults = ninjsFaults['3.3'](data);
  if (faults.length > 0) throw new Error(`This is no ninjs 3.3: ${faults.join('; ')}`);
  return ninjsSchema.parse(data);
}
