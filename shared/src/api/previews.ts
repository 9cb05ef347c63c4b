// Previews on the HTTP interface: an article as readers would see it, for the desk and, by links that end, for people outside.
import { z } from 'zod';
import { idSchema } from '../id-schema.ts';
import type { UserId } from '../ids.ts';

/** The widths in CSS pixels at which a preview is shown: a phone, a tablet, a screen. */
export const previewWidths = [390, 768, 1280] as const;
export type PreviewWidth = (typeof previewWidths)[number];

/** The color schemes in which a preview can be shown. */
export const previewSchemes = ['light', 'dark'] as const;
export type PreviewScheme = (typeof previewSchemes)[number];

/** Without a scheme it follows what the browser prefers. */
export const previewQuerySchema = z.object({ scheme: z.enum(previewSchemes).optional() });

/** How long links are offered to last. */
export const previewLinkDays = [1, 7, 30] as const;
/** How long a link may last at most, in days. */
export const maxPreviewLinkDays = 90;
/** How many links of one article may work at the same time. */
export const maxPreviewLinks = 20;
/** Of `for`, in characters. */
export const maxPreviewLinkName = 100;

/** A link that works. Nobody can read its token again. */
export const previewLinkSchema = z.object({
  id: z.string(),
  /** For whom it was made, in its maker's words; may be empty. */
  for: z.string(),
  createdBy: idSchema<UserId>(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** When somebody opened it last, within a minute; null for never. */
  openedAt: z.iso.datetime().nullable(),
});
export type PreviewLink = z.infer<typeof previewLinkSchema>;

/** For whom a link is, and how long it works. */
export const newPreviewLinkSchema = z.object({
  for: z.string().trim().max(maxPreviewLinkName).default(''),
  days: z.number().int().min(1).max(maxPreviewLinkDays).default(7),
});
export type NewPreviewLink = z.input<typeof newPreviewLinkSchema>;

/** Its answer. `address` is shown once, to who made it. */
export const createdPreviewLinkSchema = z.object({ link: previewLinkSchema, address: z.string() });
