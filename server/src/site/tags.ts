// Tags on the site: the links to them below an article, and what the page says that lists the stories with one.
import { slugFrom } from '@galley/shared/article/slug.ts';
import { type Html, html } from '@galley/shared/html/html.ts';
import type { Story } from './stories.ts';
import { tagPath } from './story-items.ts';
import type { StoryListKind } from './story-list-kind.ts';
import { siteWords } from './words.ts';

/** The lists at `/tags/SLUG`: a tag without a public story has none. */
export const tagLists: StoryListKind = {
  path: tagPath,
  range: (_site, slug) => ({ tag: slug }),
  head: async (_site, slug, newest) => {
    if (!newest) return null;
    const { language } = newest.metadata;
    const { kind, feed, description } = siteWords[language].tag;
    const name = nameIn(newest, slug);
    return { language, name, kind, description: description(name), feedWords: feed };
  },
};

/** The tag as the story spells it. */
function nameIn({ metadata: { tags, language } }: Story, slug: string): string {
  return tags.find((tag) => slugFrom(tag, language) === slug) ?? slug;
}

/** What the story is about. Each tag leads to its stories, unless the story is not public and it may have none. */
export function tagLinks({ metadata: { tags, language } }: Story, isPublic: boolean): Html | null {
  if (tags.length === 0) return null;
  const items = tags.map((tag) => {
    const slug = isPublic ? slugFrom(tag, language) : '';
    return html`<li>${slug === '' ? tag : html`<a href="${tagPath(slug)}" rel="tag">${tag}</a>`}</li>`;
  });
  return html`<nav class="tags" aria-labelledby="tags-list"><h2 id="tags-list">${siteWords[language].tags}</h2><ul>${items}</ul></nav>`;
}
