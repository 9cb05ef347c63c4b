// The sections of the site: rows in an order, which admins make, change and remove, and the addresses that they had. Each
// change counts the site's version up, since every page names them.
import {
  maxSiteSections,
  type newSiteSectionSchema,
  type SiteSection,
  type SiteSectionRefusal,
  siteSectionSchema,
} from '@galley/shared/api/site-sections.ts';
import { freeSlug, slugFrom } from '@galley/shared/article/slug.ts';
import { siteSectionRoutes as routes } from '@galley/shared/contract/site-sections.ts';
import { newId, type SiteSectionId, type UserId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import type { Router } from 'express';
import type { Kysely, Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Sessions } from '../accounts/sessions.ts';
import { record } from '../audit/record.ts';
import { createApiRouter } from '../http/api-router.ts';
import { fieldProblem, ProblemError } from '../http/problem.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import type { SiteSettingsStore } from './settings.ts';
import { type SiteVersion, siteChanges } from './site-version.ts';

interface SiteSectionsOptions {
  storage: Storage;
  sessions: Sessions;
  siteVersion: Pick<SiteVersion, 'raise' | 'announce'>;
  /** Whose language their names are in. */
  settings: Pick<SiteSettingsStore, 'read'>;
  log: Logger;
}

/** The sections as pages need them. */
export interface SectionsOfSite {
  /** In their order. */
  inOrder: readonly SiteSection[];
  byId: ReadonlyMap<SiteSectionId, SiteSection>;
  /** By the slugs that they have and had. */
  bySlug: ReadonlyMap<string, SiteSection>;
}

export interface SiteSections {
  router: Router;
  all(): Promise<SectionsOfSite>;
}

export const noSections: SectionsOfSite = { inOrder: [], byId: new Map(), bySlug: new Map() };

type NewSection = z.output<typeof newSiteSectionSchema>;

/** The sections with their routes. A change raises the site's version. */
export function createSiteSections({
  storage: { db },
  sessions,
  siteVersion,
  settings,
  log,
}: SiteSectionsOptions): SiteSections {
  const api = createApiRouter(sessions);
  const changing = siteChanges(db, siteVersion);
  const languageIn = async (transaction: Transaction<Tables>) => (await settings.read(transaction)).language;
  const listed = async () => {
    const inOrder = await sectionsIn(db);
    const counts = await articlesBySection(db);
    return inOrder.map((section) => ({ ...section, articles: counts.get(section.id) ?? 0 }));
  };

  api.serve(routes.listSiteSections, listed);

  api.serve(routes.createSiteSection, async ({ me, body }) => {
    const made = await changing(async (transaction) => {
      const others = await sectionsIn(transaction);
      if (others.length >= maxSiteSections) throw refused('name', 'too-many');
      const section: SiteSection = {
        id: newId<SiteSectionId>(),
        ...(await checked(transaction, body, others, null, await languageIn(transaction))),
        version: 1,
      };
      const { place } = await transaction
        .selectFrom('siteSection')
        .select(({ fn }) => fn.max('place').as('place'))
        .executeTakeFirstOrThrow();
      await transaction
        .insertInto('siteSection')
        .values({ ...section, place: (place ?? 0) + 1 })
        .execute();
      await keepSlug(transaction, section);
      await note(transaction, 'site.section-created', me.id, section.name);
      return section;
    });
    log.info({ by: me.id, section: made.id }, 'section of the site made');
    return made;
  });

  api.serve(routes.changeSiteSection, async ({ me, params: { id }, body: { version, ...body } }) => {
    const changed = await changing(async (transaction) => {
      const others = await sectionsIn(transaction);
      const before = others.find((section) => section.id === id);
      if (!before) throw new ProblemError('not-found');
      const language = await languageIn(transaction);
      const section = {
        id,
        ...(await checked(transaction, body, others, id, language)),
        version: version + 1,
      };
      const { numUpdatedRows } = await transaction
        .updateTable('siteSection')
        .set(section)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst();
      if (numUpdatedRows === 0n)
        throw new ProblemError('conflict', 'Somebody has changed this section meanwhile.');
      await keepSlug(transaction, section);
      await note(transaction, 'site.section-changed', me.id, section.name);
      return section;
    });
    log.info({ by: me.id, section: id }, 'section of the site changed');
    return changed;
  });

  api.serve(routes.orderSiteSections, async ({ me, body: { order } }) => {
    await changing(async (transaction) => {
      const known = (await sectionsIn(transaction)).map(({ id }) => id);
      if (known.toSorted().join() !== order.toSorted().join())
        throw new ProblemError('conflict', 'Somebody has made or removed a section meanwhile.');
      for (const [index, id] of order.entries())
        await transaction
          .updateTable('siteSection')
          .set({ place: index + 1 })
          .where('id', '=', id)
          .execute();
      await record(transaction, { act: 'site.sections-ordered', who: me.id });
    });
    log.info({ by: me.id }, 'sections of the site put into another order');
    return await listed();
  });

  api.serve(routes.removeSiteSection, async ({ me, params: { id } }) => {
    await changing(async (transaction) => {
      const articles = (await articlesBySection(transaction)).get(id) ?? 0;
      if (articles > 0)
        throw new ProblemError('conflict', `${articles} articles are in this section. Move them first.`);
      const row = await transaction
        .deleteFrom('siteSection')
        .where('id', '=', id)
        .returning('name')
        .executeTakeFirst();
      if (!row) throw new ProblemError('not-found');
      await note(transaction, 'site.section-removed', me.id, row.name);
    });
    log.info({ by: me.id, section: id }, 'section of the site removed');
  });

  return {
    router: api.router,
    all: async () => {
      const inOrder = await sectionsIn(db);
      const byId = new Map(inOrder.map((section) => [section.id, section]));
      const slugs = await db.selectFrom('siteSectionSlug').selectAll().execute();
      const bySlug = new Map(
        slugs.flatMap(({ slug, section }) => {
          const found = byId.get(section);
          return found ? [[slug, found] as const] : [];
        }),
      );
      return { inOrder, byId, bySlug };
    },
  };
}

async function sectionsIn(db: Kysely<Tables>): Promise<SiteSection[]> {
  const rows = await db.selectFrom('siteSection').selectAll().orderBy('place').orderBy('id').execute();
  return rows.map((row) => siteSectionSchema.parse(row));
}

/** How many articles are in each section, at the desk or in what is public. */
async function articlesBySection(db: Kysely<Tables>): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('article')
    .select(['siteSection', 'liveSiteSection'])
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where((eb) => eb.or([eb('siteSection', 'is not', null), eb('liveSiteSection', 'is not', null)]))
    .groupBy(['siteSection', 'liveSiteSection'])
    .execute();
  const counts = new Map<string, number>();
  for (const { siteSection, liveSiteSection, count } of rows)
    for (const section of new Set([siteSection, liveSiteSection]))
      if (section !== null) counts.set(section, (counts.get(section) ?? 0) + Number(count));
  return counts;
}

/** What a section is to be, with a slug. Throws a problem with a field where another section has its name or its address. */
async function checked(
  transaction: Transaction<Tables>,
  { name, slug: written, description }: NewSection,
  sections: readonly SiteSection[],
  id: SiteSectionId | null,
  language: Language,
): Promise<Pick<SiteSection, 'name' | 'slug' | 'description'>> {
  const isNamed = sections.some(
    (section) => section.id !== id && section.name.toLowerCase() === name.toLowerCase(),
  );
  if (isNamed) throw refused('name', 'name-taken');
  const kept = await transaction.selectFrom('siteSectionSlug').selectAll().execute();
  const taken = new Set(kept.filter(({ section }) => section !== id).map(({ slug }) => slug));
  if (written !== '') {
    if (taken.has(written)) throw refused('slug', 'slug-taken');
    return { name, slug: written, description };
  }
  const slug = slugFrom(name, language) || newId<string>();
  return { name, slug: freeSlug(slug, taken), description };
}

/** The address stays the section's as long as there is one. */
async function keepSlug(
  transaction: Transaction<Tables>,
  { id, slug }: Pick<SiteSection, 'id' | 'slug'>,
): Promise<void> {
  await transaction
    .insertInto('siteSectionSlug')
    .values({ slug, section: id })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .execute();
}

async function note(
  transaction: Transaction<Tables>,
  act: 'site.section-created' | 'site.section-changed' | 'site.section-removed',
  who: UserId,
  name: string,
): Promise<void> {
  await record(transaction, { act, who, details: { name } });
}

function refused(path: string, why: SiteSectionRefusal): ProblemError {
  return fieldProblem('invalid-input', path, why);
}
