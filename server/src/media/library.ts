// The library: the pictures of the desk as rows that people search, describe and delete. What is said of a picture here is a
// proposal for where it is used next; texts that show it keep their own words.
import type {
  ExpiredStory,
  Picture,
  PictureUse,
  pictureChangeSchema,
  pictureQuerySchema,
  WholePicture,
} from '@galley/shared/api/pictures.ts';
import { warnedUntil } from '@galley/shared/article/licences.ts';
import type { Stage } from '@galley/shared/article/stages.ts';
import type { ArticleId, MediaId, UserId } from '@galley/shared/ids.ts';
import { type ExpressionBuilder, type Kysely, sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import { record } from '../audit/record.ts';
import { indexPicture, matchingPictures, searchSettings } from '../storage/search.ts';
import { termsVersion } from '../storage/search-terms.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { calendarDay } from '../time/local-time.ts';
import { lastDayOf } from './file-licence.ts';
import { releaseFiles } from './picture-bytes.ts';
import { machineMadeBy, notesOf, pictureOf, pictureTerms } from './picture-rows.ts';

type PictureQuestion = z.output<typeof pictureQuerySchema>;
type PictureChange = z.output<typeof pictureChangeSchema>;

type ChangeOutcome =
  | { outcome: 'changed'; picture: Picture; articles: ArticleId[] }
  | { outcome: 'unknown' }
  /** Somebody has changed these facts since. */
  | { outcome: 'conflict'; facts: string[] };

/** Who deletes or restores, and whether that may be another one's picture. */
interface Deleter {
  id: UserId;
  mayOthers: boolean;
}

export interface Library {
  /** A page of pictures; null where its cursor is none of ours. */
  list(question: PictureQuestion): Promise<{ pictures: Picture[]; next: string | null } | null>;
  /** Null for an unknown or deleted one. */
  whole(id: MediaId): Promise<WholePicture | null>;
  change(id: MediaId, change: PictureChange, by: UserId): Promise<ChangeOutcome>;
  /** Takes a picture out of the library. Whoever puts it into a text at the same moment brings it back. */
  delete(id: MediaId, by: Deleter): Promise<'deleted' | 'unknown' | 'not-allowed' | 'in-use'>;
  /** Null for one that is not deleted, or erased by now. */
  restore(id: MediaId, by: Deleter): Promise<Picture | 'not-allowed' | null>;
  expiredStories(): Promise<ExpiredStory[]>;
  /** Forgets what was deleted long ago and was never shown anywhere, and releases its files; gives the ids. */
  erase(now: Date): Promise<string[]>;
  /** Indexes all pictures anew where they are found by other terms than before. */
  catchUp(): Promise<void>;
}

/** So long a deleted picture can come back. */
const keptMs = 30 * 24 * 60 * 60_000;
const atOnce = 100;

export function createLibrary({ db, kind }: Storage, timeZone: () => Promise<string>): Library {
  /** Asked for before a transaction begins: the zone may have to be looked up. */
  const today = async () => calendarDay(new Date(), await timeZone());

  const withUses = (within: Kysely<Tables>) =>
    within
      .selectFrom('picture')
      .selectAll('picture')
      .select((eb) =>
        eb
          .selectFrom('pictureUse')
          .select((use) => use.fn.count<number | string>('article').distinct().as('count'))
          .whereRef('pictureUse.picture', '=', 'picture.id')
          .where('place', '!=', 'earlier')
          .as('uses'),
      );
  const one = async (within: Kysely<Tables>, id: MediaId) =>
    await withUses(within).where('id', '=', id).where('deletedAt', 'is', null).executeTakeFirst();

  const filters = (
    eb: ExpressionBuilder<Tables, 'picture'>,
    { query, by, show }: PictureQuestion,
    day: string,
  ) => {
    const conditions = [eb('listed', '=', 1), eb('deletedAt', 'is', null)];
    if (by !== undefined) conditions.push(eb('uploadedBy', '=', by));
    const matching = query ? matchingPictures(kind, query) : null;
    if (matching) conditions.push(eb('id', 'in', sql<MediaId>`(${matching})`));
    switch (show) {
      case 'unused':
        conditions.push(eb.not(eb.or([isInArticles(eb), isElsewhere(eb)])));
        break;
      case 'expiring':
        conditions.push(eb('licenceEnd', '>=', day), eb('licenceEnd', '<=', warnedUntil(day)));
        break;
      case 'expired':
        conditions.push(eb('licenceEnd', '<', day));
        break;
      case 'machine-made':
        conditions.push(eb('machineMade', 'is not', null));
        break;
      case 'without-alt':
        conditions.push(eb('alt', '=', ''));
        break;
      case 'without-credit':
        conditions.push(eb('credit', '=', ''));
    }
    return eb.and(conditions);
  };

  const fileLicenceOf = async (id: MediaId): Promise<WholePicture['fileLicence']> => {
    const row = await db.selectFrom('media').select('notes').where('id', '=', id).executeTakeFirst();
    const { expires } = notesOf(row?.notes ?? null);
    return expires === undefined ? null : { says: expires, lastDay: lastDayOf(expires, await timeZone()) };
  };

  const whole = async (id: MediaId): Promise<WholePicture | null> => {
    const row = await one(db, id);
    if (!row) return null;
    const { uses, ...facts } = row;
    const picture = pictureOf(facts, Number(uses), await today());
    const fileLicence = await fileLicenceOf(id);
    return {
      ...picture,
      fileLicence,
      usedIn: await usesOf(db, id),
      usedElsewhere: await elsewhereOf(db, id),
    };
  };

  return {
    list: async (question) => {
      const day = await today();
      const cursor = question.cursor === undefined ? null : readCursor(question.cursor);
      if (question.cursor !== undefined && cursor === null) return null;
      let query = withUses(db)
        .where((eb) => filters(eb, question, day))
        .orderBy('createdAt', 'desc')
        .orderBy('id', 'desc')
        // One more than wanted tells whether there is another page.
        .limit(question.limit + 1);
      if (cursor)
        query = query.where(
          sql<boolean>`("createdAt", "picture"."id") < (${cursor.createdAt}, ${cursor.id})`,
        );
      const rows = await query.execute();
      const shown = rows.slice(0, question.limit);
      const last = shown.at(-1);
      return {
        pictures: shown.map(({ uses, ...row }) => pictureOf(row, Number(uses), day)),
        next: rows.length > question.limit && last ? `${last.createdAt}/${last.id}` : null,
      };
    },

    whole,

    change: async (id, { changes, before }, by) => {
      const day = await today();
      for (;;) {
        const outcome = await db.transaction().execute(async (transaction): Promise<ChangeOutcome | null> => {
          const row = await one(transaction, id);
          if (!row) return { outcome: 'unknown' };
          const { uses, ...now } = row;
          const names = factsOf(changes).filter((name) => changes[name] !== now[name]);
          const facts = names.filter((name) => before[name] !== now[name]);
          if (facts.length > 0) return { outcome: 'conflict', facts };
          if (names.length === 0)
            return { outcome: 'changed', picture: pictureOf(now, Number(uses), day), articles: [] };
          const said = { ...now, ...saidIn(changes) };
          const changed = {
            ...{ ...saidIn(changes), machineMade: machineMadeBy(said), version: now.version + 1 },
            ...{ changedBy: by, changedAt: new Date().toISOString() },
          };
          const { numUpdatedRows } = await transaction
            .updateTable('picture')
            .set(changed)
            .where('id', '=', id)
            .where('version', '=', now.version)
            .executeTakeFirst();
          // Somebody has changed it between the two queries: what they said is looked at anew.
          if (numUpdatedRows === 0n) return null;
          await indexPicture(transaction, kind, { picture: id, terms: pictureTerms(said) });
          const details = { picture: id, facts: names };
          await record(transaction, { act: 'picture.changed', who: by, details });
          const picture = pictureOf({ ...now, ...changed }, Number(uses), day);
          const articles = (await usesOf(transaction, id)).map(({ article }) => article);
          return { outcome: 'changed', picture, articles };
        });
        if (outcome) return outcome;
      }
    },

    delete: async (id, by) =>
      await db.transaction().execute(async (transaction) => {
        const row = await one(transaction, id);
        if (!row) return 'unknown';
        if (row.uploadedBy !== by.id && !by.mayOthers) return 'not-allowed';
        if (Number(row.uses) > 0 || (await elsewhereOf(transaction, id)).length > 0) return 'in-use';
        await transaction
          .updateTable('picture')
          .set({ deletedAt: new Date().toISOString() })
          .where('id', '=', id)
          .execute();
        await record(transaction, { act: 'picture.deleted', who: by.id, details: { picture: id } });
        return 'deleted';
      }),

    restore: async (id, by) => {
      const day = await today();
      return await db.transaction().execute(async (transaction) => {
        const row = await transaction
          .selectFrom('picture')
          .select('uploadedBy')
          .where('id', '=', id)
          .where('deletedAt', 'is not', null)
          .executeTakeFirst();
        if (!row) return null;
        if (row.uploadedBy !== by.id && !by.mayOthers) return 'not-allowed';
        await transaction.updateTable('picture').set({ deletedAt: null }).where('id', '=', id).execute();
        await record(transaction, { act: 'picture.restored', who: by.id, details: { picture: id } });
        const restored = await one(transaction, id);
        if (!restored) return null;
        const { uses, ...facts } = restored;
        return pictureOf(facts, Number(uses), day);
      });
    },

    expiredStories: async () => {
      const day = await today();
      const rows = await db
        .selectFrom('picture')
        .innerJoin('pictureUse', 'pictureUse.picture', 'picture.id')
        .innerJoin('article', 'article.id', 'pictureUse.article')
        .select(['article.id as article', 'headline', 'slug', 'picture.id', 'caption', 'licenceEnd'])
        .where('place', '=', 'public')
        .where('licenceEnd', '<', day)
        .orderBy('licenceEnd')
        .orderBy('article.id')
        .limit(500)
        .execute();
      const stories = Map.groupBy(rows, ({ article }) => article);
      return [...stories.values()].flatMap((pictures) => {
        const [first] = pictures;
        if (!first) return [];
        return {
          article: first.article,
          headline: first.headline,
          slug: first.slug,
          pictures: pictures.map(({ id, caption, licenceEnd }) => ({
            id,
            caption,
            licenceEnd: licenceEnd ?? '',
          })),
        };
      });
    },

    erase: async (now) => {
      const until = new Date(now.getTime() - keptMs).toISOString();
      const rows = await db
        .selectFrom('picture')
        .select('id')
        .where('deletedAt', '<', until)
        .where('tracked', '=', 1)
        .limit(atOnce)
        .execute();
      const erased: string[] = [];
      for (const { id } of rows)
        if (await db.transaction().execute((transaction) => eraseOne(transaction, id, until)))
          erased.push(id);
      return erased;
    },

    catchUp: async () => {
      const [, key] = searchSettings;
      const setting = await db
        .selectFrom('setting')
        .select('value')
        .where('key', '=', key)
        .executeTakeFirst();
      if (setting?.value === termsVersion) return;
      const pictures = db.selectFrom('picture').selectAll().orderBy('id').limit(atOnce);
      for (let after: MediaId | null = null; ; ) {
        const page = after === null ? pictures : pictures.where('id', '>', after);
        const rows: Awaited<ReturnType<typeof pictures.execute>> = await page.execute();
        const last = rows.at(-1);
        if (!last) break;
        after = last.id;
        await db.transaction().execute(async (transaction) => {
          for (const row of rows) {
            await indexPicture(transaction, kind, { picture: row.id, terms: pictureTerms(row) });
            const machineMade = machineMadeBy(row);
            if (machineMade !== row.machineMade)
              await transaction
                .updateTable('picture')
                .set({ machineMade })
                .where('id', '=', row.id)
                .execute();
          }
        });
      }
      await db
        .insertInto('setting')
        .values({ key, value: termsVersion })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: termsVersion }))
        .execute();
    },
  };
}

type FactName = keyof PictureChange['changes'];

/** The names of the facts that are said. */
function factsOf(facts: PictureChange['changes']): FactName[] {
  // The schema refuses other names.
  return (Object.keys(facts) as FactName[]).filter((name) => facts[name] !== undefined);
}

/** The same without what is left out, so that nothing is overwritten by nothing. */
function saidIn(facts: PictureChange['changes']) {
  const said = Object.entries(facts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as {
    [Name in FactName]: Exclude<PictureChange['changes'][Name], undefined>;
  };
}

function isInArticles(eb: ExpressionBuilder<Tables, 'picture'>) {
  return eb.exists(
    eb
      .selectFrom('pictureUse')
      .select('article')
      .whereRef('pictureUse.picture', '=', 'picture.id')
      .where('place', '!=', 'earlier'),
  );
}

/** In a profile of an author, as somebody's face, or in the settings of the site. */
function isElsewhere(eb: ExpressionBuilder<Tables, 'picture'>) {
  return eb.or([
    eb.exists(eb.selectFrom('author').select('slug').whereRef('author.picture', '=', 'picture.id')),
    eb.exists(eb.selectFrom('user').select('user.id').whereRef('user.picture', '=', 'picture.id')),
    eb.exists(
      eb
        .selectFrom('setting')
        .select('key')
        .where('key', '=', 'site')
        .where(sql<boolean>`"value" like '%"' || "picture"."id" || '"%'`),
    ),
  ]);
}

async function elsewhereOf(db: Kysely<Tables>, id: MediaId): Promise<WholePicture['usedElsewhere']> {
  const author = await db
    .selectFrom('author')
    .select('slug')
    .where('picture', '=', id)
    .limit(1)
    .executeTakeFirst();
  const person = await db
    .selectFrom('user')
    .select('id')
    .where('picture', '=', id)
    .limit(1)
    .executeTakeFirst();
  const site = await db
    .selectFrom('setting')
    .select('key')
    .where('key', '=', 'site')
    .where('value', 'like', `%"${id}"%`)
    .executeTakeFirst();
  return [
    ...(author ? (['author'] as const) : []),
    ...(person ? (['person'] as const) : []),
    ...(site ? (['site'] as const) : []),
  ];
}

/** The articles that show it, those that were edited last first. */
async function usesOf(db: Kysely<Tables>, id: MediaId): Promise<PictureUse[]> {
  const rows = await db
    .selectFrom('pictureUse')
    .innerJoin('article', 'article.id', 'pictureUse.article')
    .select(['article.id', 'headline', 'stage', 'archivedAt', 'place'])
    .where('picture', '=', id)
    .where('place', '!=', 'earlier')
    .orderBy('editedAt', 'desc')
    .execute();
  return [...Map.groupBy(rows, (row) => row.id).values()].flatMap((places) => {
    const [first] = places;
    if (!first) return [];
    return {
      article: first.id,
      headline: first.headline,
      stage: first.stage as Stage,
      archived: first.archivedAt !== null,
      inText: places.some(({ place }) => place === 'text'),
      isSocial: places.some(({ place }) => place === 'social'),
      isPublic: places.some(({ place }) => place === 'public'),
    };
  });
}

async function eraseOne(transaction: Transaction<Tables>, id: MediaId, until: string): Promise<boolean> {
  // What a version or a revision shows stays, as does what anybody put into a text since.
  const used = await transaction
    .selectFrom('pictureUse')
    .select('article')
    .where('picture', '=', id)
    .limit(1)
    .executeTakeFirst();
  if (used || (await elsewhereOf(transaction, id)).length > 0) return false;
  const { numDeletedRows } = await transaction
    .deleteFrom('picture')
    .where('id', '=', id)
    .where('deletedAt', '<', until)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return false;
  await releaseFiles(transaction, id);
  await transaction.deleteFrom('avifJob').where('id', '=', id).execute();
  await transaction.deleteFrom('media').where('id', '=', id).execute();
  return true;
}

function readCursor(cursor: string): { createdAt: string; id: string } | null {
  const [, createdAt, id] = /^([\dT:.Z-]{20,30})\/([0-9a-z]{4,40})$/.exec(cursor) ?? [];
  return createdAt !== undefined && id !== undefined ? { createdAt, id } : null;
}
