// Pictures on the HTTP interface: uploaded, or fetched by their address. Below /media everybody who knows the id of one gets it.
import { z } from 'zod';
import { licenceStates } from '../article/licences.ts';
import { sourceTypes } from '../article/picture-settings.ts';
import { idSchema } from '../id-schema.ts';
import type { MediaId } from '../ids.ts';
import { cleanName } from '../text/characters.ts';
import { pictureNotesSchema } from './picture-notes.ts';

/** What an upload may weigh, in bytes. */
export const maxUploadBytes = 20 * 1024 * 1024;

/** What is said of an upload. */
export const uploadQuerySchema = z.object({
  /** The name of the file. */
  name: z.string().overwrite(cleanName).max(1000).optional(),
  /** The face of who uploads it: it does not come into the library. */
  for: z.literal('profile').optional(),
});

/** A picture that is elsewhere on the web is fetched from there; the answer is that of an upload. */
export const fetchPictureSchema = z.object({ address: z.url({ protocol: /^https?$/ }).max(2000) });

/** The answer to an upload: the picture as it is kept, upright and at most 2560 pixels on a side. */
export const uploadedPictureSchema = z.object({
  id: idSchema<MediaId>(),
  width: z.number().int(),
  height: z.number().int(),
  mime: z.string(),
  notes: pictureNotesSchema,
  /** The last day on which it may be published; null where there is none, or nobody knows of one. */
  licenceEnd: z.iso.date().nullable(),
  /** How that stands today. */
  licence: z.enum(licenceStates),
  /** What the library proposes where it is used; as its file says, as long as nobody has said otherwise. */
  proposed: z.object({
    caption: z.string(),
    credit: z.string(),
    alt: z.string(),
    sourceType: z.enum(sourceTypes).nullable(),
    focus: z.string().nullable(),
  }),
});
export type ProposedFacts = z.infer<typeof uploadedPictureSchema>['proposed'];
export type UploadedPicture = z.infer<typeof uploadedPictureSchema>;
