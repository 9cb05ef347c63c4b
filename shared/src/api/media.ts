// Pictures on the HTTP interface: uploaded, or fetched by their address. Below /media everybody who knows the id of one gets it.
import { z } from 'zod';
import { type MachineSourceType, sourceTypes } from '../article/picture-settings.ts';
import { idSchema } from '../id-schema.ts';
import type { MediaId } from '../ids.ts';
import { cleanName } from '../text/characters.ts';
import { pictureNotesSchema } from './picture-notes.ts';

/** What an upload may weigh. */
export const maxUploadBytes = 20 * 1024 * 1024;

/** What an upload may be; it is judged by its bytes. Moving pictures become their first frame. */
export const uploadTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'] as const;

/** What is said of an upload. */
export const uploadQuerySchema = z.object({
  /** The name of the file. */
  name: z.string().overwrite(cleanName).max(1000).optional(),
  /** The face of who uploads it: it does not come into the library. */
  for: z.literal('profile').optional(),
});

/** A picture that is elsewhere on the web is fetched from there; the answer is that of an upload. */
export const fetchPictureSchema = z.object({ address: z.url({ protocol: /^https?$/ }).max(2000) });

/** How wide the smaller renderings are, as far as the picture itself is wider. */
export const pictureWidths = [480, 960, 1600] as const;
export type PictureWidth = (typeof pictureWidths)[number];

/** The answer to an upload: the picture as it is kept, upright and at most 2560 pixels on a side. */
export const uploadedPictureSchema = z.object({
  id: idSchema<MediaId>(),
  width: z.number().int(),
  height: z.number().int(),
  mime: z.string(),
  notes: pictureNotesSchema,
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

/** What a page must know of a picture to show it in the right size. */
export interface PictureFacts {
  width: number;
  height: number;
  /** The widths of its smaller renderings, in ascending order. */
  widths: readonly number[];
  /** The last day on which it may be published, as `2026-12-31`, where there is one. */
  licenceEnd?: string;
  /** How a machine took part in it, as the library or its file says. */
  sourceType?: MachineSourceType;
}

/** Where a picture is. One that is narrower than the wanted width comes as it is. */
export function picturePath(id: string, width?: PictureWidth): string {
  return width === undefined ? `/media/${id}` : `/media/${id}/${width}`;
}

/** Where a rendering of this width, or the picture itself, is as AVIF; as long as it is none, it comes as it is otherwise. */
export function avifPath(id: string, width: number): string {
  return `/media/${id}/${width}.avif`;
}
