// The site's settings: one row, which admins change and every page is made with. A change counts the site's version up, so
// all nodes render anew.
import {
  defaultAccent,
  defaultIndexNow,
  type SavedSiteSettings,
  type SiteSettings,
  type SiteSettingsRefusal,
  savedSiteSettingsSchema,
  sitePolicies,
} from '@galley/shared/api/site-settings.ts';
import type { UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { record } from '../audit/record.ts';
import { fieldProblem, ProblemError } from '../http/problem.ts';
import { isPicture } from '../storage/known-picture.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import type { SiteVersion } from './site-version.ts';

interface SiteSettingsOptions {
  storage: Storage;
  siteVersion: Pick<SiteVersion, 'raise' | 'announce' | 'confirmed'>;
  /** The name of a site to which nobody has given one. */
  name: string;
  /** The time zone until somebody has chosen one. */
  timeZone: string;
  log: Logger;
}

/** The settings of the public site, and the desk's time zone among them. */
export interface SiteSettingsStore {
  /** As they are now; `within` is the transaction that asks. */
  read(within?: Kysely<Tables>): Promise<SiteSettings>;
  /** The time zone of the site and the desk, by whose clocks people give times. */
  timeZone(): Promise<string>;
  /** With the number of the version, by which a change says what it is a change of. */
  saved(): Promise<SavedSiteSettings>;
  /** Throws a `ProblemError` where another version is there by now, or a picture is not. */
  change(change: SavedSiteSettings, by: UserId): Promise<SavedSiteSettings>;
  /** What holds before anybody has changed anything. */
  initial: SiteSettings;
}

const key = 'site';

/** The settings over the database. Until an admin has set them, `name` and `timeZone` are those of the configuration. */
export function createSiteSettings(options: SiteSettingsOptions): SiteSettingsStore {
  const { storage, siteVersion, name, timeZone, log } = options;
  const { db } = storage;
  const read = async (within: Kysely<Tables> = db): Promise<SavedSiteSettings> =>
    withZone((await stored(within))?.saved ?? unchanged(name));
  const withZone = ({ version, settings }: SavedSiteSettings): SavedSiteSettings => ({
    version,
    settings: { ...settings, timeZone: settings.timeZone || timeZone },
  });
  let known: { under: number; zone: string } | null = null;

  const write = async (
    transaction: Kysely<Tables>,
    { version, settings }: SavedSiteSettings,
    by: UserId,
  ): Promise<SavedSiteSettings> => {
    for (const picture of ['logo', 'icon'] as const) {
      const media = settings[picture];
      if (media !== null && !(await isPicture(transaction, media)))
        throw refused(picture, `${picture}-unknown`);
    }
    const before = await stored(transaction);
    const saved = { version: version + 1, settings };
    const value = JSON.stringify(saved);
    // Of two changes to the same settings the second finds another value, or the row that it meant to make.
    const done = before
      ? await transaction
          .updateTable('setting')
          .set({ value })
          .where('key', '=', key)
          .where('value', '=', before.text)
          .executeTakeFirst()
          .then(({ numUpdatedRows }) => numUpdatedRows > 0n)
      : await transaction
          .insertInto('setting')
          .values({ key, value })
          .onConflict((conflict) => conflict.column('key').doNothing())
          .executeTakeFirst()
          .then(({ numInsertedOrUpdatedRows = 0n }) => numInsertedOrUpdatedRows > 0n);
    if (!done || (before?.saved.version ?? 0) !== version)
      throw new ProblemError('conflict', 'Somebody has changed the settings of the site meanwhile.');
    await record(transaction, { act: 'site.changed', who: by, details: { name: settings.name } });
    await siteVersion.raise(transaction);
    return saved;
  };

  return {
    saved: () => read(),
    change: async (change, by) => {
      const saved = await db.transaction().execute((transaction) => write(transaction, change, by));
      siteVersion.announce();
      log.info({ by, version: saved.version }, 'site settings changed');
      return withZone(saved);
    },
    read: async (within) => (await read(within)).settings,
    timeZone: async () => {
      // Asked for before the settings are read: what was read too early must not count for longer.
      const under = await siteVersion.confirmed();
      if (known?.under !== under) known = { under, zone: (await read()).settings.timeZone };
      return known.zone;
    },
    initial: withZone(unchanged(name)).settings,
  };
}

function unchanged(name: string): SavedSiteSettings {
  // The keys are what the list says.
  const policies = Object.fromEntries(sitePolicies.map((policy) => [policy, ''])) as SiteSettings['policies'];
  return {
    version: 0,
    settings: {
      name,
      description: '',
      accent: defaultAccent,
      logo: null,
      icon: null,
      language: 'en',
      timeZone: '',
      pinned: [],
      navigation: [],
      machineNotice: 'always',
      trust: { enabled: false, entries: [] },
      llms: { enabled: false, note: '' },
      indexNow: { key: '', endpoint: defaultIndexNow },
      hubs: [],
      policies,
    },
  };
}

async function stored(db: Kysely<Tables>): Promise<{ saved: SavedSiteSettings; text: string } | null> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  return row ? { saved: savedSiteSettingsSchema.parse(JSON.parse(row.value)), text: row.value } : null;
}

/** The zone of the site and the desk; `otherwise` where no admin has chosen one. */
export async function timeZoneOf(db: Kysely<Tables>, otherwise: string): Promise<string> {
  return (await stored(db))?.saved.settings.timeZone || otherwise;
}

/** Refuses one field of the settings, by what the form says of it. */
export function refused(field: string, why: SiteSettingsRefusal): ProblemError {
  return fieldProblem('invalid-input', `settings.${field}`, why);
}
