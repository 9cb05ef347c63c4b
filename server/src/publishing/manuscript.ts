// An article as it stands at this moment, with everything that decides whether it can be published.
import type { MachineReview, MachineText } from '@galley/shared/api/machine-made.ts';
import type { Publication } from '@galley/shared/api/publishing.ts';
import { withoutDeskMarks } from '@galley/shared/article/canonical.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { firstPublicDay } from '@galley/shared/article/licences.ts';
import { readArticle } from '@galley/shared/article/read-article.ts';
import { readiness } from '@galley/shared/article/readiness.ts';
import type { ReadinessItem } from '@galley/shared/article/readiness-item.ts';
import type { FigureAttributes } from '@galley/shared/article/schema/figure.ts';
import type { Stage } from '@galley/shared/article/stages.ts';
import type { Template } from '@galley/shared/article/template.ts';
import { blockingHints, blocksSomething, languageBlocks } from '@galley/shared/checks/blocking.ts';
import type { ArticleId, SiteSectionId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import { missingApprovals } from '@galley/shared/review/approvals.ts';
import type { Selectable } from 'kysely';
import type * as Y from 'yjs';
import type { HeldArticle } from '../collab/documents.ts';
import { headlinesOf, relatedIn, siteSectionNamed } from '../storage/article-facts.ts';
import type { ArticleTable } from '../storage/tables/articles.ts';
import { translationsBothWays } from '../storage/translations.ts';
import { calendarDay } from '../time/local-time.ts';
import { reviewMissing, reviewOf } from './machine-reviews.ts';
import type { PublishingOptions } from './publishing-options.ts';
import { hashOf } from './revisions.ts';

export interface Manuscript {
  row: Selectable<ArticleTable>;
  template: Template;
  /** Without editors' notes, which never leave the desk. */
  content: ArticleContent;
  hash: string;
  readiness: ReadinessItem[];
  /** Whether spelling and grammar were checked, where they can block. */
  languageCheck: Publication['languageCheck'];
  /** How much of the text a machine made, and the review of it as it stands; null where that is nothing. */
  machineText: (MachineText & { review: MachineReview | null }) | null;
  /** The section of the site that it is in. */
  siteSection: { id: SiteSectionId; name: string } | null;
  /** Other articles that readers are led to. */
  related: { id: ArticleId; headline: string }[];
  /** Those that tell the same story in other languages, now and as readers have it. */
  translations: Record<'now' | 'live', { id: ArticleId; headline: string }[]>;
  pictures: Awaited<ReturnType<PublishingOptions['pictures']['facts']>>;
  /** The last day on which it may be published for the sake of its pictures; null where there is none. */
  licenceEnd: string | null;
}

/** What a text is read and judged from. */
export type ManuscriptSources = Pick<
  PublishingOptions,
  | 'storage'
  | 'documents'
  | 'approvals'
  | 'templates'
  | 'pictures'
  | 'machineTexts'
  | 'houseStyle'
  | 'language'
  | 'timeZone'
>;

/** An article that is held, and the day by which its pictures’ licences are judged: nothing else is asked within its transaction. */
interface Held {
  held: HeldArticle;
  day: string;
}

/**
 * Reads the document once and judges what it read; null for an unknown article. Whoever publishes holds the article and
 * hands it in, so that nothing that was judged can change before it is published. Licences of pictures are judged by the day that is
 * handed in with it, or by the first on which the article can be public.
 */
export async function readManuscript(
  sources: ManuscriptSources,
  article: ArticleId,
  within?: Held,
): Promise<Manuscript | null> {
  const { storage, documents, templates } = sources;
  const held = within?.held;
  const db = held?.transaction ?? storage.db;
  const row = await db.selectFrom('article').selectAll().where('id', '=', article).executeTakeFirst();
  if (!row) return null;
  const day = within?.day ?? dayOfPublication(row, await sources.timeZone());
  const template = await templates.get(row.template, db);
  if (!template) throw new Error(`The article ${article} has an unknown template.`);
  // Whoever holds the article has caught up before.
  if (!held) await sources.machineTexts.catchUp(article);
  const machineTextOf = await sources.machineTexts.reader(article, db);
  const read = (doc: Y.Doc) => ({ content: readArticle(doc), machine: machineTextOf(doc) });
  const found = held ? read(held.doc) : await documents.read(article, read);
  const sectionName = row.siteSection === null ? null : await siteSectionNamed(db, row.siteSection);
  const content = withoutDeskMarks(found.content);
  const hash = hashOf(content);
  const machineText = found.machine && {
    ...found.machine,
    review: await reviewOf(db, article, hash, found.machine),
  };
  const checked = { content, language: row.language as Language, levels: template.checks };
  const language = await sources.language.found(checked, db);
  const words = blocksSomething(template.checks) ? await sources.houseStyle.words(db) : [];
  const approved = await sources.approvals.of(article, db);
  const pictures = await sources.pictures.facts(
    [...picturesIn(content).map(({ media }) => media), ...(row.socialPicture ? [row.socialPicture] : [])],
    db,
  );
  return {
    row,
    template,
    content,
    hash,
    readiness: [
      ...readiness(content, template, row),
      ...lostPictures(content, pictures),
      ...endedLicences(content, pictures, day),
      ...unfitSocialPicture(row, pictures, day),
      ...missingApprovals(content, template, approved),
      ...(await sources.approvals.blockers(article, db)),
      ...(await sources.approvals.openThreads(article, template.checks, db)),
      ...blockingHints(content, checked.language, { levels: template.checks, words }),
      ...language.items,
      ...(machineText !== null && machineText.review === null ? [reviewMissing] : []),
    ],
    languageCheck: language.state,
    machineText,
    siteSection:
      row.siteSection === null || sectionName === null ? null : { id: row.siteSection, name: sectionName },
    related: await headlinesOf(db, relatedIn(row)),
    translations: await translationsBothWays(db, article),
    pictures,
    licenceEnd: [...pictures.values()].flatMap(({ licenceEnd }) => licenceEnd ?? []).sort()[0] ?? null,
  };
}

/**
 * Has the text of the article looked over for spelling and grammar where its template lets them block. What is not answered within
 * so many milliseconds does not block; whoever holds the article afterwards reads what was answered.
 */
export async function askLanguage(
  { storage, documents, templates, language }: ManuscriptSources,
  article: ArticleId,
  limitMs: number,
): Promise<void> {
  const row = await storage.db
    .selectFrom('article')
    .select(['template', 'language'])
    .where('id', '=', article)
    .executeTakeFirst();
  const template = row && (await templates.get(row.template));
  if (!template || !languageBlocks(template.checks)) return;
  const content = withoutDeskMarks(await documents.read(article, readArticle));
  await language.ask({ content, language: row.language as Language, levels: template.checks }, limitMs);
}

/** The first day on which it can be public as it is set now, today at the earliest. */
function dayOfPublication({ stage, embargo, publishAt }: Selectable<ArticleTable>, timeZone: string): string {
  // Whoever moves the article by hand ends its schedule.
  const at = stage === ('scheduled' satisfies Stage) ? publishAt : null;
  const first = firstPublicDay({ embargo, publishAt: at }, (moment) =>
    calendarDay(new Date(moment), timeZone),
  );
  const today = calendarDay(new Date(), timeZone);
  return first !== null && first > today ? first : today;
}

function picturesIn({ lead, sections }: ArticleContent) {
  const inSections = sections.flatMap(({ id, kind, blocks }) =>
    blocks
      .filter(({ type }) => type === 'figure')
      // The schema's `validate` has seen to the attributes' types.
      .map(({ attrs }) => ({ section: id, kind, media: (attrs as unknown as FigureAttributes).media })),
  );
  return lead.media === '' ? inSections : [{ section: null, kind: null, media: lead.media }, ...inSections];
}

function lostPictures(content: ArticleContent, known: Manuscript['pictures']): ReadinessItem[] {
  return placesOf(content, 'image-lost', (media) => !known.has(media));
}

function endedLicences(content: ArticleContent, known: Manuscript['pictures'], day: string): ReadinessItem[] {
  return placesOf(content, 'licence-ended', (media) => (known.get(media)?.licenceEnd ?? day) < day);
}

function unfitSocialPicture(
  { socialPicture }: Pick<Manuscript['row'], 'socialPicture'>,
  known: Manuscript['pictures'],
  day: string,
): ReadinessItem[] {
  if (socialPicture === null) return [];
  const facts = known.get(socialPicture);
  if (facts && (facts.licenceEnd ?? day) >= day) return [];
  return [{ code: 'social-picture-unfit', region: null, kind: null, count: null, limit: null }];
}

/** One item for the head and for each section with such pictures. */
function placesOf(
  content: ArticleContent,
  code: ReadinessItem['code'],
  isOne: (media: string) => boolean,
): ReadinessItem[] {
  const found = picturesIn(content).filter(({ media }) => isOne(media));
  const places = new Map(found.map(({ section, kind }) => [section, kind] as const));
  return [...places].map(([section, kind]) => ({ code, region: section, kind, count: null, limit: null }));
}
