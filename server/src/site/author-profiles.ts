// Profiles of authors: rows that admins make, change and take away. Each change counts the site's version up, since pages
// link names to profiles.
import {
  type AuthorProfile,
  type AuthorRefusal,
  authorProfileSchema,
  maxAuthorProfiles,
} from '@galley/shared/api/authors.ts';
import { freeSlug, slugFrom } from '@galley/shared/article/slug.ts';
import { authorRoutes as routes } from '@galley/shared/contract/authors.ts';
import { newId, type UserId } from '@galley/shared/ids.ts';
import type { Router } from 'express';
import type { Kysely, Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import { record } from '../audit/record.ts';
import { createApiRouter } from '../http/api-router.ts';
import { fieldProblem, ProblemError } from '../http/problem.ts';
import { isPicture } from '../storage/known-picture.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { type SiteVersion, siteChanges } from './site-version.ts';

interface AuthorProfilesOptions {
  storage: Storage;
  sessions: Sessions;
  siteVersion: Pick<SiteVersion, 'raise' | 'announce'>;
  log: Logger;
}

export interface AuthorProfiles {
  router: Router;
  /** All of them, by name. */
  all(): Promise<AuthorProfile[]>;
}

/** The profiles with their routes. A change raises the site's version. */
export function createAuthorProfiles({
  storage: { db },
  sessions,
  siteVersion,
  log,
}: AuthorProfilesOptions): AuthorProfiles {
  const api = createApiRouter(sessions);
  const all = async () => {
    const rows = await db.selectFrom('author').selectAll().orderBy('name').orderBy('slug').execute();
    return rows.map((row) => authorProfileSchema.parse(row));
  };
  const changing = siteChanges(db, siteVersion);

  api.serve(routes.listAuthors, all);

  api.serve(routes.createAuthor, async ({ me, body: author }) => {
    const made = await changing(async (transaction) => {
      await refuseLostPicture(transaction, author.picture);
      const profile: AuthorProfile = {
        slug: await slugFor(transaction, author.name),
        ...author,
        version: 1,
      };
      await transaction.insertInto('author').values(profile).execute();
      await note(transaction, 'site.author-created', me.id, author.name);
      return profile;
    });
    log.info({ by: me.id, author: made.slug }, 'author profile made');
    return made;
  });

  api.serve(routes.changeAuthor, async ({ me, params: { slug }, body }) => {
    const { version, ...author } = body;
    const changed = await changing(async (transaction) => {
      await refuseLostPicture(transaction, author.picture);
      const { numUpdatedRows } = await transaction
        .updateTable('author')
        .set({ ...author, version: version + 1 })
        .where('slug', '=', slug)
        .where('version', '=', version)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw await refusalOf(transaction, slug);
      await note(transaction, 'site.author-changed', me.id, author.name);
      return { slug, ...author, version: version + 1 };
    });
    log.info({ by: me.id, author: slug }, 'author profile changed');
    return changed;
  });

  api.serve(routes.removeAuthor, async ({ me, params: { slug } }) => {
    await changing(async (transaction) => {
      const row = await transaction
        .deleteFrom('author')
        .where('slug', '=', slug)
        .returning('name')
        .executeTakeFirst();
      if (!row) throw new ProblemError('not-found');
      await note(transaction, 'site.author-removed', me.id, row.name);
    });
    log.info({ by: me.id, author: slug }, 'author profile removed');
  });

  return { router: api.router, all };
}

async function note(
  transaction: Transaction<Tables>,
  act: 'site.author-created' | 'site.author-changed' | 'site.author-removed',
  who: UserId,
  name: string,
): Promise<void> {
  await record(transaction, { act, who, details: { name } });
}

/** Why a change met no row. */
async function refusalOf(db: Kysely<Tables>, slug: string): Promise<ProblemError> {
  const row = await db.selectFrom('author').select('slug').where('slug', '=', slug).executeTakeFirst();
  return row
    ? new ProblemError('conflict', 'Somebody has changed this profile meanwhile.')
    : new ProblemError('not-found');
}

/** The name's own slug, with a number where another author has it; any other for a name without letters of the alphabet. */
async function slugFor(transaction: Transaction<Tables>, name: string): Promise<string> {
  const rows = await transaction.selectFrom('author').select('slug').execute();
  if (rows.length >= maxAuthorProfiles)
    throw new ProblemError('conflict', `There are ${maxAuthorProfiles} profiles already.`);
  const taken = new Set(rows.map(({ slug }) => slug));
  return freeSlug(slugFrom(name, 'en') || newId<string>(), taken);
}

async function refuseLostPicture(db: Kysely<Tables>, picture: string | null): Promise<void> {
  if (picture === null || (await isPicture(db, picture))) return;
  const why: AuthorRefusal = 'picture-unknown';
  throw fieldProblem('invalid-input', 'picture', why);
}
