// Series: articles that belong together and are read one after the other.
import { z } from 'zod';
import { cleanName } from '../text/characters.ts';

/** How long the name of a series may be, in characters. */
export const maxSeriesName = 120;
/** The highest place that a part can have. */
export const maxSeriesPlace = 9999;

/** The settings by which an article is a part of a series, as they are changed. */
export const seriesShape = {
  /** The name; empty for none. */
  series: z.string().overwrite(cleanName).max(maxSeriesName),
  /** Its place among the parts; null where it comes by the time of its publication, behind those that have one. */
  seriesPlace: z.int().min(1).max(maxSeriesPlace).nullable(),
};

/** The same in a revision. */
export const partOfSeriesSchema = z.object({ name: z.string(), place: z.int().nullable() });
export type PartOfSeries = z.infer<typeof partOfSeriesSchema>;

/** By what parts of one series know each other: its name, whatever its case. */
export function seriesKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** A series that articles of the desk are parts of. */
export const seriesSchema = z.object({ name: z.string(), articles: z.number().int() });
export type Series = z.infer<typeof seriesSchema>;
