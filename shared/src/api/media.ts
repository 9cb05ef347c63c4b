// Pictures on the HTTP interface: uploaded, or fetched by their address. Below /media everybody who knows the id of one gets it.
import { z } from 'zod';
import type { MachineSourceType } from '../article/picture-settings.ts';
import type { MediaId } from '../ids.ts';
import { pictureNotesSchema } from './picture-notes.ts';

/** What an upload may weigh. */
export const maxUploadBytes = 20 * 1024 * 1024;

/** What an upload may be; it is judged by its bytes. Moving pictures become their first frame. */
export const uploadTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'] as const;

/** A picture that is elsewhere on the web is fetched from there; the answer is that of an upload. */
export const fetchPictureSchema = z.object({ address: z.url({ protocol: /^https?$/ }).max(2000) });

/** How wide the smaller renderings are, as far as the picture itself is wider. */
export const pictureWidths = [480, 960, 1600] as const;
export type PictureWidth = (typeof pictureWidths)[number];

/** The answer to an upload: the picture as it is kept, upright and at most 2560 pixels on a side. */
export const uploadedPictureSchema = z.object({
  id: z.string().transform((id) => id as MediaId),
  width: z.number().int(),
  height: z.number().int(),
  mime: z.string(),
  notes: pictureNotesSchema,
});
export type UploadedPicture = z.infer<typeof uploadedPictureSchema>;

/** What a page must know of a picture to show it in the right size. */
export interface PictureFacts {
  width: number;
  height: number;
  /** The widths of its smaller renderings, in ascending order. */
  widths: readonly number[];
  /** How a machine took part in it, as its file says. */
  sourceType?: MachineSourceType;
}

/** Where a picture is. One that is narrower than the wanted width comes as it is. */
export function picturePath(id: string, width?: PictureWidth): string {
  return width === undefined ? `/media/${id}` : `/media/${id}/${width}`;
}
