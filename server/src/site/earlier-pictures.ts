// Texts that were published before there was AVIF: readers get their pictures as those of today, and the revision stays as it is.
import { withAvif } from '@galley/shared/article/public/picture-html.ts';
import { Html } from '@galley/shared/html/html.ts';

/** As our own templates have written it, with all sizes that there are; one that has AVIF already is found first. */
const pictures =
  /<picture>.*?<\/picture>|<img src="\/media\/([0-9a-z]+)" srcset="([^"]*)" sizes="([^"]*)"[^>]*>/gs;

/** The HTML of a revision with AVIF offered for each picture whose sizes it names. */
export function withAvifAdded(html: string): string {
  return html.replace(pictures, (found: string, media?: string, set = '', sizes = '') => {
    const widths = [...set.matchAll(/ (\d+)w/g)].map(([, width]) => Number(width));
    const width = widths.pop();
    if (media === undefined || width === undefined) return found;
    return withAvif(Html.trusted(found), media, { width, height: 0, widths }, sizes).toString();
  });
}
