// Sections of the site on its pages: the links to them, and what the page of one says.
import type { RevisionMetadata } from '@galley/shared/api/publishing.ts';
import type { SiteSection } from '@galley/shared/api/site-sections.ts';
import { slugFrom } from '@galley/shared/article/slug.ts';
import { attribute, type Html, html } from '@galley/shared/html/html.ts';
import type { Site } from './site-facts.ts';
import type { Story } from './stories.ts';
import type { StoryListKind } from './story-list-kind.ts';
import { siteWords } from './words.ts';

type Metadata = Pick<RevisionMetadata, 'siteSection' | 'language'>;

/** Where the stories in a section are listed. */
export function sectionPath({ slug }: Pick<SiteSection, 'slug'>): string {
  return `/sections/${slug}`;
}

/** The section that a story is in, as it is called today; null for none. */
export function sectionOf(
  { sections }: Pick<Site, 'sections'>,
  { siteSection }: Pick<Metadata, 'siteSection'>,
): SiteSection | null {
  return (siteSection && sections.byId.get(siteSection.id)) ?? null;
}

/** The section's name above a headline, which leads to its page; nothing for a story in none. */
export function sectionLink(site: Pick<Site, 'sections' | 'settings'>, metadata: Metadata): Html | null {
  const section = sectionOf(site, metadata);
  const { language } = site.settings;
  return (
    section &&
    html`<p class="kicker"${attribute('lang', language !== metadata.language && language)}><a href="${sectionPath(section)}">${section.name}</a></p>`
  );
}

/** The lists at `/sections/SLUG`: every section has one, also while it is empty. A former slug leads to the present one. */
export const sectionLists: StoryListKind = {
  path: (slug) => sectionPath({ slug }),
  range: ({ sections }, slug) => {
    const section = sections.bySlug.get(slug);
    return section ? { section: section.id } : null;
  },
  moved: ({ sections }, slug) => {
    const section = sections.bySlug.get(slug);
    return section && section.slug !== slug ? section.slug : null;
  },
  head: async (site, slug) => {
    const section = site.sections.bySlug.get(slug);
    if (!section) return null;
    // What is said of sections is in the language of the site's settings.
    const { language } = site.settings;
    const { kind, feed, description, empty } = siteWords[language].section;
    return {
      language,
      name: section.name,
      kind,
      description: section.description || description(section.name),
      feedWords: feed,
      more: section.description !== '' && html`<p class="bio">${section.description}</p>`,
      empty,
      section: section.id,
    };
  },
};

/** What feeds sort a story by: its section, then its tags. */
export function categories(
  site: Pick<Site, 'sections'>,
  { metadata }: Pick<Story, 'metadata'>,
): { name: string; slug: string }[] {
  const section = sectionOf(site, metadata);
  const tags = metadata.tags.map((tag) => ({ name: tag, slug: slugFrom(tag, metadata.language) || tag }));
  return section ? [section, ...tags] : tags;
}
