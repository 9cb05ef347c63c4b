// Authors on the site: their names with links to their pages, what those pages say, and what machines read of them.
import type { AuthorProfile } from '@galley/shared/api/authors.ts';
import type { RevisionMetadata } from '@galley/shared/api/publishing.ts';
import { type AuthorKind, authorSlug, authorsFrom } from '@galley/shared/article/authors.ts';
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { attribute, type Html, html, type Part } from '@galley/shared/html/html.ts';
import type { Site } from './site-facts.ts';
import type { Stories } from './stories.ts';
import type { StoryListKind } from './story-list-kind.ts';
import { bylineWords, siteWords } from './words.ts';

/** Where the stories by an author are listed, by the slug of the profile. */
export function authorPath(slug: string): string {
  return `/authors/${slug}`;
}

/** An author of a story, by the name that the story gives. */
interface NamedAuthor {
  name: string;
  kind: AuthorKind;
  /** The page's path; null without a profile. */
  path: string | null;
}

type Names = Pick<RevisionMetadata, 'byline' | 'authors' | 'language'>;

/** The story's authors in their order; for old revisions those whom the byline names. */
export function authorsOf({ authors: profiles }: Pick<Site, 'authors'>, names: Names): NamedAuthor[] {
  return (names.authors ?? authorsFrom(names.byline)).map((author) => {
    const { name, kind } = author;
    const slug = authorSlug(author, names.language);
    return { name, kind, path: profiles.has(slug) ? authorPath(slug) : null };
  });
}

/** The byline as it was published, in which names lead to their pages. */
export function linkedByline(site: Pick<Site, 'authors'>, names: Names): Part {
  const line = bylineWords(names.byline, names.language);
  const parts: Part[] = [];
  let done = 0;
  for (const { name, path } of authorsOf(site, names)) {
    const at = line.indexOf(name, done);
    if (at === -1 || path === null) continue;
    parts.push(line.slice(done, at), html`<a href="${path}" rel="author">${name}</a>`);
    done = at + name.length;
  }
  return [...parts, line.slice(done)];
}

/** schema.org's `author`: a list, in which nothing is said where nobody is named. */
export function authorData(site: Pick<Site, 'authors' | 'url'>, names: Names): { author?: unknown } {
  const authors = authorsOf(site, names).map(({ name, kind, path }) => ({
    '@type': schemaTypes[kind],
    name,
    ...(path !== null && { url: site.url + path }),
  }));
  return authors.length === 0 ? {} : { author: authors };
}

const schemaTypes: Record<AuthorKind, string> = { person: 'Person', organization: 'Organization' };

/** The lists at `/authors/SLUG`: every profile has one, and nobody else. */
export function authorLists(stories: Pick<Stories, 'picture'>): StoryListKind {
  return {
    path: authorPath,
    range: (_site, slug) => ({ author: slug }),
    head: async (site, slug) => {
      const profile = site.authors.get(slug);
      if (!profile) return null;
      // What is said of authors is in the language of the site's settings.
      const { language } = site.settings;
      const { kinds, feed, description } = siteWords[language].author;
      const picture = profile.picture === null ? null : await stories.picture(profile.picture);
      return {
        language,
        name: profile.name,
        kind: kinds[profile.kind],
        description: firstWords(profile.bio) || description(profile.name),
        feedWords: feed,
        more: about(profile, picture, siteWords[language].author.contact),
        data: { '@type': 'ProfilePage', mainEntity: profileData(site, profile) },
      };
    },
  };
}

const longestDescription = 200;

function firstWords(bio: string): string {
  const text = bio.replace(/\s+/g, ' ');
  return text.length <= longestDescription
    ? text
    : `${text.slice(0, longestDescription).replace(/\s+\S*$/, '')}…`;
}

/** The picture stands beside the name, so it has no words of its own. */
function about(
  { bio, link }: AuthorProfile,
  picture: Awaited<ReturnType<Stories['picture']>>,
  contact: string,
): Html {
  const paragraphs = bio.split(/\n+/).filter((text) => text !== '');
  const shown =
    picture &&
    html`<img class="portrait" src="${picture.path}" width="${picture.width}" height="${picture.height}" alt="">`;
  return html`${shown}${paragraphs.map((text) => html`<p class="bio">${text}</p>`)}${link && html`<p class="contact"><a href="${link}"${attribute('rel', link.startsWith('http') && 'me')}>${contact}</a></p>`}`;
}

function profileData(site: Site, profile: AuthorProfile): Record<string, unknown> {
  const { slug, kind, name, bio, picture, link } = profile;
  return {
    '@type': schemaTypes[kind],
    name,
    url: site.url + authorPath(slug),
    ...(bio && { description: bio }),
    ...(picture && { image: site.url + picturePath(picture) }),
    ...(link.startsWith('mailto:') && { email: link.slice('mailto:'.length) }),
    ...(link.startsWith('http') && { sameAs: [link] }),
  };
}
