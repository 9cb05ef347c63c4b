// Pictures as files: what they may be, in which sizes they are kept, and where.
import type { MachineSourceType } from './picture-settings.ts';

/** What an upload may be; it is judged by its bytes. Moving pictures become their first frame. */
export const uploadTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'] as const;

/** How wide the smaller renderings are, as far as the picture itself is wider. */
export const pictureWidths = [480, 960, 1600] as const;
export type PictureWidth = (typeof pictureWidths)[number];

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
  /** What the library proposes as its alt text, where it does. */
  alt?: string;
  /** And as its credit. */
  credit?: string;
  /** How a machine took part in it by all that the library knows, the credit too. */
  machineMade?: MachineSourceType;
}

/** Where a picture is. One that is narrower than the wanted width comes as it is. */
export function picturePath(id: string, width?: PictureWidth): string {
  return width === undefined ? `/media/${id}` : `/media/${id}/${width}`;
}

/** Where a rendering of this width, or the picture itself, is as AVIF; as long as it is none, it comes as it is otherwise. */
export function avifPath(id: string, width: number): string {
  return `/media/${id}/${width}.avif`;
}
