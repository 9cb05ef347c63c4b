// The acts of publishing, with their refusals as values.
import type { giveMachineReviewSchema } from '@galley/shared/api/machine-made.ts';
import {
  type NoteKind,
  type Publication,
  type publishSchema,
  type Revision,
  type WholeRevision,
  wholeRevisionSchema,
} from '@galley/shared/api/publishing.ts';
import { picturesOf } from '@galley/shared/article/article-pictures.ts';
import { machineMade } from '@galley/shared/article/picture-settings.ts';
import { articleHtml, publicSections } from '@galley/shared/article/public/article-html.ts';
import type { ReadinessItem } from '@galley/shared/article/readiness-item.ts';
import type { Stage } from '@galley/shared/article/stages.ts';
import { mayMove } from '@galley/shared/article/stages.ts';
import { articleWords } from '@galley/shared/article/words.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import type { Transaction } from 'kysely';
import type { z } from 'zod';
import { record } from '../audit/record.ts';
import type { HeldArticle } from '../collab/documents.ts';
import type { Passports } from '../passports/passports.ts';
import { authorsIn, isKnownArticle, isUnderEmbargo, tagsIn } from '../storage/article-facts.ts';
import { lockArticle } from '../storage/article-lock.ts';
import { writePictureUses } from '../storage/picture-uses.ts';
import type { Tables } from '../storage/tables.ts';
import { calendarDay } from '../time/local-time.ts';
import { changeExpiry, type ExpiryInput, expiryAfter } from './expiry-rows.ts';
import { newFeedId } from './feed-ids.ts';
import { writeLiveLists } from './live-lists.ts';
import { writeLiveSearch } from './live-search.ts';
import { publishTranslations } from './live-translations.ts';
import { writeReview } from './machine-reviews.ts';
import { askLanguage, type Manuscript, type ManuscriptSources, readManuscript } from './manuscript.ts';
import type { PublishingOptions } from './publishing-options.ts';
import { createRevisions, type Revisions, writeRevision } from './revisions.ts';
import { asPublic, partOfSeries, settingsChanges, settingsOf, shownElsewhere } from './settings-changes.ts';

export type PublishRefusal =
  | 'text-changed'
  | 'published-meanwhile'
  | 'nothing-new'
  | 'slug-taken'
  | 'archived'
  | 'beyond-limits'
  /** Nothing of it may be public yet. */
  | 'under-embargo'
  /** The time at which it was to be withdrawn has passed. */
  | 'expired'
  /** Of a scheduled publication: it has been given another time, or up. */
  | 'not-scheduled';

/** Without a kind a note is a correction. */
type PublishInput = Omit<z.output<typeof publishSchema>, 'noteKind' | 'expiry'> & {
  noteKind?: NoteKind;
  /** When it is withdrawn by itself; null to take that away, undefined to leave it. */
  expiry?: ExpiryInput | null | undefined;
};

/** How long spelling and grammar are waited for, in ms: by who looks how an article stands, by an act, and at the scheduled time. */
export const languageMs = { look: 3000, act: 15_000, due: 3000 };

/** Which text was reviewed, and who is responsible for it. */
type ReviewInput = z.output<typeof giveMachineReviewSchema>;

type PublishOutcome =
  | { outcome: 'published'; revision: Revision }
  | { outcome: 'unknown' }
  | { outcome: 'not-ready'; items: ReadinessItem[] }
  | { outcome: 'refused'; why: PublishRefusal };

/** A schedule or an expiry whose time has come. */
interface Due {
  at: string;
  nextAt: string | null;
}

export interface Publisher {
  revisions: Revisions;
  manuscript(article: ArticleId): Promise<Manuscript | null>;
  /** How the article stands to its public page; null for an unknown one. `url` is where the site is. */
  publication(
    article: ArticleId,
    url: string,
  ): Promise<Omit<Publication, 'scheduled' | 'expiry' | 'timeZone'> | null>;
  /** `due` names the schedule that it follows, as the process that has taken it read it. */
  publish(article: ArticleId, input: PublishInput, by: UserId, due?: Due): Promise<PublishOutcome>;
  /** The article as it would be published now, ready or not, and until when it may not be; null for an unknown one. */
  draft(article: ArticleId): Promise<{ revision: WholeRevision; embargo: string | null } | null>;
  /** `due` names the expiry that it follows, as the process that has taken it read it. */
  withdraw(
    article: ArticleId,
    note: string,
    by: UserId,
    due?: Due,
  ): Promise<'withdrawn' | 'unknown' | 'not-public'>;
  /** Says of a text with its marks that people have reviewed it; `changed` where it is another one by now. */
  review(article: ArticleId, input: ReviewInput, by: UserId): Promise<'reviewed' | 'unknown' | 'changed'>;
}

type PublisherOptions = ManuscriptSources &
  Pick<PublishingOptions, 'events' | 'siteVersion' | 'url' | 'passports'>;

export function createPublisher(options: PublisherOptions): Publisher {
  const { events, siteVersion } = options;
  const { db } = options.storage;
  const revisions = createRevisions(db);
  const manuscript = (article: ArticleId) => readManuscript(options, article);
  const today = async () => calendarDay(new Date(), await options.timeZone());

  return {
    revisions,
    manuscript,

    publication: async (article, url) => {
      await askLanguage(options, article, languageMs.look);
      const now = await manuscript(article);
      if (!now) return null;
      const { slug, liveRevision } = now.row;
      const live = liveRevision === null ? null : await revisions.get(article, liveRevision);
      const withdrawal = await db
        .selectFrom('withdrawal')
        .selectAll()
        .where('article', '=', article)
        .executeTakeFirst();
      const address = live?.slug ?? slug;
      return {
        readiness: now.readiness,
        revisions: await revisions.of(article),
        live: liveRevision,
        url: address === null ? null : `${url}/articles/${address}`,
        differs: live && differs(live, now),
        withdrawn: withdrawal !== undefined,
        withdrawal: withdrawal
          ? { note: withdrawal.note, at: withdrawal.withdrawnAt, by: withdrawal.withdrawnBy }
          : null,
        machineText: now.machineText,
        licenceEnd: now.licenceEnd,
        languageCheck: now.languageCheck,
        hash: now.hash,
      };
    },

    publish: async (article, input, by, due) => {
      if (!(await isKnownArticle(db, article))) return { outcome: 'unknown' };
      const day = await today();
      await askLanguage(options, article, due ? languageMs.due : languageMs.act);
      const outcome = await prepared(options.passports, article, (isLast) =>
        options.documents.exclusively(article, async (held) =>
          isLast || (await options.passports.isPrepared(held, article))
            ? await publishHeld(options, { held, day }, article, input, by, due)
            : null,
        ),
      ).catch((error: unknown): PublishOutcome => {
        if (error instanceof Refusal) return { outcome: 'refused', why: error.why };
        throw error;
      });
      if (outcome.outcome === 'published') siteVersion.announce();
      events.wake();
      return outcome;
    },

    draft: async (article) => {
      const now = await manuscript(article);
      if (!now) return null;
      const { slug, embargo, createdBy } = now.row;
      const [newest, ...others] = await revisions.of(article);
      const publishedAt = new Date().toISOString();
      const facts = {
        number: (newest?.number ?? 0) + 1,
        note: '',
        noteKind: 'correction' as const,
        publishedAt,
        publishedBy: createdBy,
        slug: slug ?? '',
      };
      const first = others.at(-1) ?? newest;
      return {
        revision: revisionFrom(now, facts, first?.publishedAt ?? publishedAt),
        embargo: isUnderEmbargo(now.row, publishedAt) ? embargo : null,
      };
    },

    review: async (article, { hash, marks, responsible }, by) => {
      if (!(await isKnownArticle(db, article))) return 'unknown';
      await options.machineTexts.catchUp(article);
      const day = await today();
      return await options.documents.exclusively(article, async (held) => {
        const now = await readManuscript(options, article, { held, day });
        if (!now) return 'unknown';
        if (now.hash !== hash || now.machineText?.marks !== marks) return 'changed';
        await writeReview(held.transaction, article, { hash, marks, responsible }, by);
        return 'reviewed';
      });
    },

    withdraw: async (article, note, by, due) => {
      const withdrawn = await db.transaction().execute(async (transaction) => {
        // By hand and at its time: whoever comes second waits here, and for no row while holding another.
        await lockArticle(transaction, options.storage.kind, article);
        if (due && !(await isStillDue(transaction, article, due))) return false;
        const { numUpdatedRows } = await transaction
          .updateTable('article')
          .set({
            stage: 'withdrawn' satisfies Stage,
            liveRevision: null,
            liveLanguage: null,
            liveSiteSection: null,
          })
          .where('id', '=', article)
          .where('liveRevision', 'is not', null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await transaction.deleteFrom('expiry').where('id', '=', article).execute();
        await writeLiveLists(transaction, article, null);
        await writeLiveSearch(transaction, options.storage.kind, article, null);
        await writePictureUses(transaction, article, 'public', []);
        await transaction
          .insertInto('withdrawal')
          .values({ article, note, withdrawnBy: by, withdrawnAt: new Date().toISOString() })
          .execute();
        const details = { ...(note === '' ? {} : { note }), ...(due && { expired: true as const }) };
        await record(transaction, { act: 'publication.withdrawn', who: by, article, details });
        const concerned = [...(await writersOf(transaction, article)), by];
        await events.emit(transaction, { type: 'withdrawn', article, by: due ? null : by, concerned });
        await siteVersion.raise(transaction);
        return true;
      });
      if (withdrawn) siteVersion.announce();
      events.wake();
      if (withdrawn) return 'withdrawn';
      return (await isKnownArticle(db, article)) ? 'not-public' : 'unknown';
    },
  };
}

/** So often an article is read anew whose journal goes on between the reading and the publication. */
const mostPreparations = 5;

/** Publishes once all that the journal says is known; where people write without end, with what is known by then. */
async function prepared(
  passports: Passports,
  article: ArticleId,
  publish: (isLast: boolean) => Promise<PublishOutcome | null>,
): Promise<PublishOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    await passports.prepare(article);
    const outcome = await publish(attempt >= mostPreparations);
    if (outcome) return outcome;
  }
}

/**
 * Judges the article and publishes it while nobody else can change it: what was approved when it was judged is what is
 * published. Throws `Refusal` where the transaction is to leave nothing behind.
 */
async function publishHeld(
  options: PublisherOptions,
  { held, day }: { held: HeldArticle; day: string },
  article: ArticleId,
  { hash, after, note, noteKind = 'correction', expiry }: PublishInput,
  by: UserId,
  due: Due | undefined,
): Promise<PublishOutcome> {
  const { transaction } = held;
  const now = await readManuscript(options, article, { held, day });
  if (!now) return { outcome: 'unknown' };
  const { slug, liveRevision, stage, archivedAt } = now.row;
  if (due && stage !== ('scheduled' satisfies Stage)) return { outcome: 'refused', why: 'not-scheduled' };
  if (due && now.readiness.length > 0) return { outcome: 'not-ready', items: now.readiness };
  if (now.hash !== hash) return { outcome: 'refused', why: 'text-changed' };
  if (now.readiness.length > 0 || slug === null) return { outcome: 'not-ready', items: now.readiness };
  if (archivedAt !== null) return { outcome: 'refused', why: 'archived' };
  // What is due was to be public at its time, however late it is.
  const moment = due?.at ?? new Date().toISOString();
  if (isUnderEmbargo(now.row, moment)) return { outcome: 'refused', why: 'under-embargo' };
  const until = await expiryAfter(transaction, article, expiry);
  if (until !== null && until <= new Date().toISOString()) return { outcome: 'refused', why: 'expired' };
  if (!mayMove(stage as Stage, 'published', 'publishing'))
    throw new Error(`No way leads from ${stage} to publication.`);
  const revisions = createRevisions(transaction);
  const live = liveRevision === null ? null : await revisions.get(article, liveRevision);
  if (live && note === '' && !differs(live, now)) return { outcome: 'refused', why: 'nothing-new' };

  // Settings are changed without holding the article, so the row must still be what was judged.
  const { numUpdatedRows } = await transaction
    .updateTable('article')
    .set({
      stage: 'published' satisfies Stage,
      liveRevision: after + 1,
      liveLanguage: now.row.language,
      liveSiteSection: now.row.siteSection,
      publishAt: null,
    })
    .where('id', '=', article)
    .where('slug', '=', slug)
    .where('byline', '=', now.row.byline)
    .where('authors', now.row.authors === null ? 'is' : '=', now.row.authors)
    .where('language', '=', now.row.language)
    .where('tags', '=', now.row.tags)
    .where('siteSection', now.row.siteSection === null ? 'is' : '=', now.row.siteSection)
    .where('related', '=', now.row.related)
    .where('series', '=', now.row.series)
    .where('seriesPlace', now.row.seriesPlace === null ? 'is' : '=', now.row.seriesPlace)
    .where('searchTitle', '=', now.row.searchTitle)
    .where('socialTitle', '=', now.row.socialTitle)
    .where('searchDescription', '=', now.row.searchDescription)
    .where('socialPicture', now.row.socialPicture === null ? 'is' : '=', now.row.socialPicture)
    .where('canonical', now.row.canonical === null ? 'is' : '=', now.row.canonical)
    .where((eb) => eb.or([eb('embargo', 'is', null), eb('embargo', '<=', moment)]))
    .where('archivedAt', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return { outcome: 'refused', why: 'text-changed' };
  if (!(await publishTranslations(transaction, options.storage.kind, article, now.translations)))
    throw new Refusal('text-changed');
  await endSchedule(transaction, article, due);
  const first = await earlierRevisions(transaction, article);
  if (first.newest !== after) throw new Refusal('published-meanwhile');
  const publishedAt = new Date().toISOString();
  await reserveSlug(transaction, slug, article, publishedAt);
  const facts = { number: after + 1, note, noteKind, publishedAt, publishedBy: by, slug };
  const revision = revisionFrom(now, facts, first.publishedAt ?? publishedAt);
  // What could not be read again must not come to stand where nothing is ever changed.
  if (!wholeRevisionSchema.safeParse(revision).success) throw new Refusal('beyond-limits');
  await writeRevision(transaction, revision);
  await writeLiveLists(transaction, article, revision.metadata);
  await writeLiveSearch(transaction, options.storage.kind, article, revision);
  await writePictureUses(transaction, article, 'public', [...now.pictures.keys()]);
  const feedId = now.row.feedId ?? newFeedId(options.url, article, publishedAt);
  if (now.row.feedId === null)
    await transaction.updateTable('article').set({ feedId }).where('id', '=', article).execute();
  await options.passports.write(held, revision, feedId);
  const details = { revision: after + 1, slug, ...(note === '' ? {} : { note }) };
  await record(transaction, { act: 'publication.published', who: by, article, details });
  const concerned = await writersOf(transaction, article);
  await options.events.emit(transaction, { type: 'published', article, revision: after + 1, by, concerned });
  await changeExpiry(transaction, article, expiry, by);
  await transaction.deleteFrom('withdrawal').where('article', '=', article).execute();
  await options.siteVersion.raise(transaction);
  const { content: _content, html: _html, metadata: _metadata, slug: _slug, ...summary } = revision;
  return { outcome: 'published', revision: summary };
}

/** Whoever publishes by hand is faster than the clock. What is due goes with its row, so that no process publishes it twice. */
async function endSchedule(transaction: Transaction<Tables>, article: ArticleId, due: Due | undefined) {
  let query = transaction.deleteFrom('schedule').where('id', '=', article);
  if (due) query = query.where('at', '=', due.at).where('nextAt', '=', due.nextAt);
  const { numDeletedRows } = await query.executeTakeFirst();
  if (due && numDeletedRows === 0n) throw new Refusal('not-scheduled');
}

/** Whether an expiry is what it was when it was taken; nobody changes it before the transaction ends. */
async function isStillDue(transaction: Transaction<Tables>, article: ArticleId, { at, nextAt }: Due) {
  const { numUpdatedRows } = await transaction
    .updateTable('expiry')
    .set({ at })
    .where('id', '=', article)
    .where('at', '=', at)
    .where('nextAt', '=', nextAt)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Thrown within the transaction, so that it leaves nothing behind. */
class Refusal extends Error {
  readonly why: PublishRefusal;
  constructor(why: PublishRefusal) {
    super(why);
    this.why = why;
  }
}

function differs(live: WholeRevision, now: Manuscript): boolean {
  return live.hash !== now.hash || settingsChanges(asPublic(live, now), settingsOf(now)).length > 0;
}

/** Who made the article and who wrote in it last. */
export async function writersOf(transaction: Transaction<Tables>, article: ArticleId): Promise<UserId[]> {
  const row = await transaction
    .selectFrom('article')
    .select(['createdBy', 'editedBy'])
    .where('id', '=', article)
    .executeTakeFirst();
  return [row?.createdBy, row?.editedBy].filter((id) => typeof id === 'string');
}

async function earlierRevisions(transaction: Transaction<Tables>, article: ArticleId) {
  const rows = await transaction
    .selectFrom('revision')
    .select(['number', 'publishedAt'])
    .where('article', '=', article)
    .orderBy('number')
    .execute();
  return { newest: rows.at(-1)?.number ?? 0, publishedAt: rows[0]?.publishedAt ?? null };
}

/** For good: what led to this article once never leads to another. */
async function reserveSlug(
  transaction: Transaction<Tables>,
  slug: string,
  article: ArticleId,
  createdAt: string,
) {
  await transaction
    .insertInto('slug')
    .values({ slug, article, createdAt })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .execute();
  const kept = await transaction
    .selectFrom('slug')
    .select('article')
    .where('slug', '=', slug)
    .executeTakeFirst();
  if (kept?.article !== article) throw new Refusal('slug-taken');
}

function revisionFrom(
  { row, template, content, hash, pictures, machineText, siteSection, related, translations }: Manuscript,
  facts: Pick<WholeRevision, 'number' | 'note' | 'noteKind' | 'publishedAt' | 'publishedBy' | 'slug'>,
  firstPublishedAt: string,
): WholeRevision {
  const language = row.language as Language;
  const sections = publicSections(content, template, language);
  const lead = pictures.get(content.lead.media);
  return {
    ...facts,
    article: row.id,
    hash,
    content,
    html: articleHtml(content, sections, { language, pictures }).toString(),
    metadata: {
      language,
      byline: row.byline,
      authors: authorsIn(row),
      template: row.template,
      tags: tagsIn(row),
      siteSection,
      elsewhere: shownElsewhere(row, pictures),
      related,
      translations: translations.now,
      series: partOfSeries(row),
      sections,
      words: articleWords(content),
      firstPublishedAt,
      // Nothing is published without its review; a preview may be of a text that has none yet.
      machineText: machineText?.review ? { ...machineText, review: machineText.review } : null,
      lead: lead ? { width: lead.width, height: lead.height, widths: [...lead.widths] } : null,
      machineMade: Object.fromEntries(
        picturesOf(content).flatMap((picture) => {
          const type = machineMade(picture, pictures.get(picture.media));
          return type ? [[picture.media, type] as const] : [];
        }),
      ),
    },
  };
}
