// What the public sees of an article’s settings, and what of it differs between a revision and another state.
import {
  type RevisionMetadata,
  type SettingsChange,
  settingsChangeSchema,
  type WholeRevision,
} from '@galley/shared/api/publishing.ts';
import { type Author, authorsFrom } from '@galley/shared/article/authors.ts';
import { nothingElsewhere, type ShownElsewhere } from '@galley/shared/article/search-and-social.ts';
import { authorsIn, tagsIn } from '../storage/article-facts.ts';
import type { Manuscript } from './manuscript.ts';

/** What of the settings that the public sees is not as it was in a revision. */
export function settingsChanges(
  before: Pick<WholeRevision, 'slug' | 'metadata'> | null,
  after: Record<'slug' | 'byline' | 'language', string | null> & {
    elsewhere: ShownElsewhere;
    related: RevisionMetadata['related'];
    translations: RevisionMetadata['translations'];
    series: RevisionMetadata['series'];
    tags: readonly string[];
    siteSection: RevisionMetadata['siteSection'];
    authors: readonly Author[] | null;
  },
): SettingsChange[] {
  const isSameByline = before?.metadata.byline === after.byline;
  const section = before?.metadata.siteSection;
  const earlier = {
    slug: before?.slug,
    byline: before?.metadata.byline,
    authors: before && isSameByline ? authorWords(before.metadata) : '',
    language: before?.metadata.language,
    tags: before?.metadata.tags.join(', '),
    siteSection: section?.name,
    ...elsewhereWords(before?.metadata.elsewhere),
    related: headlines(before?.metadata.related),
    translations: headlines(before?.metadata.translations),
    series: partWords(before?.metadata.series),
  };
  const later = {
    ...after,
    tags: after.tags.join(', '),
    // Under another name it is the same section still.
    siteSection: section?.id === after.siteSection?.id ? section?.name : after.siteSection?.name,
    authors: isSameByline ? authorWords({ byline: after.byline ?? '', authors: after.authors }) : '',
    ...elsewhereWords(after.elsewhere),
    // Under other headlines they are the same articles still.
    related: headlines(
      isSame(before?.metadata.related, after.related) ? before?.metadata.related : after.related,
    ),
    translations: headlines(
      isSame(before?.metadata.translations, after.translations)
        ? before?.metadata.translations
        : after.translations,
    ),
    series: partWords(after.series),
  };
  return settingsChangeSchema.shape.field.options
    .map((field) => ({ field, before: earlier[field] ?? '', after: later[field] ?? '' }))
    .filter((change) => change.before !== change.after);
}

function partWords(series: RevisionMetadata['series'] = null): string {
  if (!series) return '';
  return series.place === null ? series.name : `${series.name} · ${series.place}`;
}

function headlines(related: RevisionMetadata['related'] = []): string {
  return related.map(({ headline, id }) => headline || id).join(' · ');
}

function isSame(one: RevisionMetadata['related'] = [], other: RevisionMetadata['related'] = []): boolean {
  return one.map(({ id }) => id).join() === other.map(({ id }) => id).join();
}

/** How it is shown elsewhere, in words; a picture is named by its alt text and its id. */
function elsewhereWords({ title, socialTitle, description, picture, canonical } = nothingElsewhere) {
  return {
    searchTitle: title,
    socialTitle,
    searchDescription: description,
    socialPicture: picture && [picture.alt, picture.media].filter((word) => word !== '').join(' · '),
    canonical,
  };
}

/** Who the authors are beside their names, which the byline says: `Kim Doe (/authors/kim-doe), The Desk (Organization)`. */
function authorWords({ byline, authors }: { byline: string; authors: readonly Author[] | null }): string {
  return (authors ?? authorsFrom(byline))
    .map(({ name, kind, profile }) => {
      const facts = [
        ...(kind === 'organization' ? ['Organization'] : []),
        ...(profile === null ? [] : [`/authors/${profile}`]),
      ];
      return facts.length === 0 ? name : `${name} (${facts.join(', ')})`;
    })
    .join(', ');
}

/** What the public sees of the settings, as they stand now. */
export function settingsOf({
  row,
  siteSection,
  pictures,
  related,
  translations,
}: Pick<Manuscript, 'row' | 'siteSection' | 'pictures' | 'related' | 'translations'>) {
  return {
    slug: row.slug,
    byline: row.byline,
    authors: authorsIn(row),
    language: row.language,
    tags: tagsIn(row),
    siteSection,
    elsewhere: shownElsewhere(row, pictures),
    related,
    translations: translations.now,
    series: partOfSeries(row),
  };
}

/** A live revision as it is public now: its translations are those of the last publication of any of them. */
export function asPublic(
  live: WholeRevision,
  { translations }: Pick<Manuscript, 'translations'>,
): WholeRevision {
  return { ...live, metadata: { ...live.metadata, translations: translations.live } };
}

/** The series that the article is a part of now. */
export function partOfSeries({ series, seriesPlace }: Manuscript['row']): RevisionMetadata['series'] {
  return series === '' ? null : { name: series, place: seriesPlace };
}

/** How the article is shown elsewhere, as it is set now. */
export function shownElsewhere(
  { searchTitle, socialTitle, searchDescription, socialPicture, canonical }: Manuscript['row'],
  pictures: Manuscript['pictures'],
): ShownElsewhere {
  const facts = socialPicture === null ? undefined : pictures.get(socialPicture);
  return {
    title: searchTitle,
    socialTitle,
    description: searchDescription,
    picture:
      socialPicture !== null && facts
        ? {
            media: socialPicture,
            ...{ width: facts.width, height: facts.height, widths: [...facts.widths] },
            alt: facts.alt ?? '',
            credit: facts.credit ?? '',
            machineMade: facts.machineMade ?? null,
          }
        : null,
    canonical,
  };
}
