// oEmbed (oembed.com): what other sites and chats show of a link to an article.
import { picturePath, pictureWidths } from '@galley/shared/article/picture-files.ts';
import { attribute, type Html, html } from '@galley/shared/html/html.ts';
import { cleanData } from '@galley/shared/text/characters.ts';
import type { Site } from './site-facts.ts';
import type { Story } from './stories.ts';
import { articlePath, sharedPicture } from './story-items.ts';

export const oembedPath = '/oembed';

/** How large a thumbnail may be, in pixels; without a number as large as there is. */
export interface OembedBounds {
  maxWidth: number | null;
  maxHeight: number | null;
}

/** The slug that an address of this site's articles names; null for every other address. */
export function slugOfAddress({ url }: Pick<Site, 'url'>, address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { origin, pathname } = new URL(address);
  if (origin !== url) return null;
  return /^\/articles\/([a-z0-9-]{1,100})$/.exec(pathname)?.[1] ?? null;
}

/** The answer of type `link`, as JSON. */
export function oembed(site: Site, story: Story, bounds: OembedBounds): string {
  const { elsewhere, metadata } = story;
  return JSON.stringify(
    cleanData({
      version: '1.0',
      type: 'link',
      title: elsewhere.title,
      ...(metadata.byline && { author_name: metadata.byline }),
      provider_name: site.name,
      provider_url: site.url,
      ...thumbnail(site, story, bounds),
    }),
  );
}

/** The largest rendering of the shared picture that fits; nothing where none does. */
function thumbnail(site: Site, story: Story, { maxWidth, maxHeight }: OembedBounds) {
  const size = sharedPicture(story);
  if (!size) return {};
  const renderings = pictureWidths.filter((width) => size.widths.includes(width));
  const [best] = [undefined, ...renderings.toReversed()].flatMap((width) => {
    const shown = width ?? size.width;
    const height = Math.round((size.height * shown) / size.width);
    const fits = shown <= (maxWidth ?? shown) && height <= (maxHeight ?? height);
    return fits ? [{ width, shown, height }] : [];
  });
  if (!best) return {};
  return {
    thumbnail_url: site.url + picturePath(size.media, best.width),
    thumbnail_width: best.shown,
    thumbnail_height: best.height,
  };
}

/** The link by which an article's page says where its oEmbed is. */
export function oembedLink(site: Site, story: Story): Html {
  const address = encodeURIComponent(site.url + articlePath(story));
  return html`<link rel="alternate" type="application/json+oembed"${attribute('title', story.elsewhere.title)} href="${`${site.url}${oembedPath}?url=${address}`}">`;
}
