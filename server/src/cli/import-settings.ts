// What is set of an article that is imported: by the list of an export, by the file itself, and what the desk has of it.
import { newArticleSchema } from '@galley/shared/api/articles.ts';
import { sectionCalled } from '@galley/shared/api/site-sections.ts';
import { fittingTexts } from '@galley/shared/article/search-and-social.ts';
import { slugSchema } from '@galley/shared/article/slug-schema.ts';
import type { Template } from '@galley/shared/article/template.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import { isFreeSlug, type NewArticleFacts } from '../articles/new-article.ts';
import type { Storage } from '../storage/storage.ts';
import { embargoOf } from '../time/local-time.ts';
import type { ReadSource } from './import-reading.ts';
import type { Source } from './import-sources.ts';
import { quoted } from './import-words.ts';
import type { Import } from './import-work.ts';

/** What is set of the new article; what the desk refuses of it is left out. */
export async function settingsOf(
  { storage, timeZone }: Import,
  { exported }: Source,
  {
    read,
    byline,
    template,
    pictures,
  }: { read: ReadSource; byline: string; template: Template; pictures: ReadonlyMap<string, MediaId> },
  leftOut: string[],
): Promise<NewArticleFacts> {
  const { shape } = newArticleSchema;
  const { language, facts } = read;
  const tags = shape.tags.safeParse(exported?.tags ?? facts.tags ?? []);
  if (!tags.success) leftOut.push(`its tags, which are too many or too long`);
  const named = shape.byline.safeParse(byline);
  if (!named.success) leftOut.push(`the byline, which is too long: ${quoted(byline)}`);
  // The list says it in any format; a file of its own may.
  const written = exported?.embargo ?? facts.embargo;
  const embargo = written === undefined ? null : moment(written, timeZone);
  if (embargo?.outcome === 'refused') leftOut.push(`the embargo: ${embargo.sentence}`);
  const slug = slugSchema.safeParse(exported ? exported.slug : facts.slug).data ?? null;
  const isFree = slug === null || (await isFreeSlug(storage.db, slug));
  if (!isFree) leftOut.push(`the slug ${slug}, which is another article’s`);
  // The list of an export says it of each article; a file of its own may.
  const sectionName = exported?.siteSection === undefined ? facts.siteSection : exported.siteSection;
  const siteSection = sectionName ? await sectionNamed(storage, sectionName) : null;
  if (sectionName && siteSection === null)
    leftOut.push(`the section ${quoted(sectionName)} of the site, which is not here`);
  if (exported?.machineWords) leftOut.push('which of its words a machine made: mark them again');
  if (exported && exported.stage !== 'draft') leftOut.push(`its stage, which was “${exported.stage}”`);
  const { authors } = exported ?? {};
  return {
    template: template.id,
    language,
    byline: named.data ?? '',
    tags: tags.data ?? [],
    embargo: embargo?.outcome === 'moment' ? embargo.at.toISOString() : null,
    siteSection,
    slug: isFree ? slug : null,
    ...fittingTexts(facts),
    ...fittingTexts({ ...exported, canonical: exported?.canonical ?? undefined }),
    socialPicture: pictures.get(read.socialPicture ?? '') ?? null,
    ...(authors && authors.length > 0 && { authors: await withProfiles(storage, authors) }),
  };
}

/** A day alone begins at midnight, as in an import in the browser. */
function moment(written: string, timeZone: string) {
  return embargoOf(/^.{10}$/.test(written) ? `${written}T00:00` : written, timeZone, new Date());
}

async function sectionNamed({ db }: Storage, name: string) {
  const sections = await db
    .selectFrom('siteSection')
    .select(['id', 'name', 'slug'])
    .orderBy('place')
    .execute();
  return sectionCalled(sections, name)?.id ?? null;
}

/** The authors as they were named, without profiles that are not here. */
async function withProfiles({ db }: Storage, authors: NonNullable<NewArticleFacts['authors']>) {
  const slugs = authors.flatMap(({ profile }) => profile ?? []);
  if (slugs.length === 0) return authors;
  const rows = await db.selectFrom('author').select('slug').where('slug', 'in', slugs).execute();
  const here = new Set(rows.map(({ slug }) => slug));
  return authors.map((one) => ({
    ...one,
    profile: one.profile && here.has(one.profile) ? one.profile : null,
  }));
}
