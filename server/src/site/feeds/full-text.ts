// A story's text as it stands in other programs: every address whole, and nothing that only the page can show.
import type { Site } from '../site-facts.ts';
import type { Story } from '../stories.ts';

/**
 * The story's HTML for feeds: addresses with the site's own before them; of what is embedded only the link. It relies on
 * how our own templates write attributes: between double quotes, in which every quote and angle bracket is escaped.
 */
export function fullText({ url }: Pick<Site, 'url'>, { html }: Pick<Story, 'html'>): string {
  return html
    .replace(/<iframe [^>]*><\/iframe>/g, '')
    .replace(/ (src|href)="\/(?!\/)/g, (_, name: string) => ` ${name}="${url}/`)
    .replace(/ srcset="([^"]*)"/g, (_, set: string) => ` srcset="${set.replace(/(^|, )\//g, `$1${url}/`)}"`);
}

/** The addresses of the pictures in the story's HTML, the lead picture's first. */
export function pictureAddresses({ url }: Pick<Site, 'url'>, { html }: Pick<Story, 'html'>): string[] {
  const paths = [...html.matchAll(/<img src="(\/media\/[\w-]+)"/g)].flatMap(([, path]) => path ?? []);
  return [...new Set(paths)].map((path) => url + path);
}
