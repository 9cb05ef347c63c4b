// Stories as other pages show them: a picture, a headline, a few words.
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { focusClass, sourceSet, withAvif } from '@galley/shared/article/public/picture-html.ts';
import type { ShownElsewhere } from '@galley/shared/article/search-and-social.ts';
import { attribute, type Html, html } from '@galley/shared/html/html.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import { sectionLink } from './sections.ts';
import type { Site } from './site-facts.ts';
import type { Story } from './stories.ts';
import { dateWords } from './words.ts';

export type ItemForm = 'lead' | 'picture' | 'small';

/** The words of a story with those marked that were asked for. */
export interface FoundWords {
  headline: Html;
  dek: Html;
  /** What else of the text shows why it was found; null where nothing does. */
  passages: Html | null;
}

/** Where a story's page is. */
export function articlePath({ slug }: Pick<Story, 'slug'>): string {
  return `/articles/${slug}`;
}

/** Where a story was published first, if that was elsewhere: search engines are to name that page in place of the site's. */
export function firstPublishedElsewhere(
  { url }: Pick<Site, 'url'>,
  story: Pick<Story, 'slug' | 'metadata'>,
): string | null {
  const { canonical } = story.metadata.elsewhere;
  return canonical === url + articlePath(story) ? null : canonical;
}

/** The picture that links to a story show elsewhere: one that was chosen for that, or else the lead picture. */
export function sharedPicture({
  lead,
  metadata,
}: Pick<Story, 'lead' | 'metadata'>): ShownElsewhere['picture'] {
  if (metadata.elsewhere.picture) return metadata.elsewhere.picture;
  if (!metadata.lead) return null;
  // A revision that has its size has one.
  const media = lead.media as MediaId;
  const { alt, credit } = lead;
  return { ...metadata.lead, media, alt, credit, machineMade: metadata.machineMade[media] ?? null };
}

/** The picture that was chosen for links elsewhere in the place of the lead picture; null where it is the same or none was. */
export function socialPicture({
  lead,
  metadata: { elsewhere },
}: Pick<Story, 'lead' | 'metadata'>): ShownElsewhere['picture'] {
  return elsewhere.picture?.media === lead.media ? null : elsewhere.picture;
}

/** Where the stories with a tag are listed, by the tag's slug. */
export function tagPath(slug: string): string {
  return `/tags/${slug}`;
}

export function hasPicture({ lead }: Pick<Story, 'lead'>): boolean {
  return lead.media !== '';
}

/**
 * `lead` with everything large, `picture` for a row of three, `small` with words alone. `within` is the section of the site
 * whose stories are listed, by its id: it need not stand there again. `found` is what a search found of its words.
 */
export function storyItem(
  site: Pick<Site, 'timeZone' | 'sections' | 'settings'>,
  story: Story,
  form: ItemForm,
  within?: string,
  found?: FoundWords,
): Html {
  const { headline, dek, summary, metadata } = story;
  // What a search found of a story without a dek says what it is.
  const words = found ? dek && found.dek : dek || summary;
  const { language, byline, firstPublishedAt } = metadata;
  const time = html`<time datetime="${firstPublishedAt}">${dateWords(firstPublishedAt, language, site.timeZone)}</time>`;
  return html`<article class="item ${form}" lang="${language}">${form !== 'small' && thumbnail(story, form)}<div>${within === undefined && sectionLink(site, metadata)}<h2><a href="${articlePath(story)}">${found?.headline ?? headline}</a></h2>${words && html`<p class="dek">${words}</p>`}${found && found.passages !== null && html`<p class="passages">${found.passages}</p>`}<p class="facts">${byline && html`<span>${byline}</span>`}<span>${time}</span></p></div></article>`;
}

const sizes: Record<Exclude<ItemForm, 'small'>, string> = {
  lead: '(min-width: 60rem) 44rem, 94vw',
  picture: '(min-width: 60rem) 24rem, 94vw',
};

/** The headline beside it says where it leads, so the picture is for the eye only. */
function thumbnail({ slug, lead, metadata }: Story, form: keyof typeof sizes): Html | null {
  if (!hasPicture({ lead })) return null;
  const facts = metadata.lead ?? undefined;
  const image = html`<img src="${picturePath(lead.media)}"${attribute('srcset', sourceSet(lead.media, facts))} sizes="${sizes[form]}"${attribute('width', facts?.width)}${attribute('height', facts?.height)}${attribute('class', focusClass(lead.focus))} alt=""${form === 'lead' ? html` fetchpriority="high"` : html` loading="lazy"`} decoding="async">`;
  return html`<a class="thumbnail" href="${articlePath({ slug })}" tabindex="-1" aria-hidden="true">${withAvif(image, lead.media, facts, sizes[form])}</a>`;
}
