// The templates' rows: every change counts the version up, so that two admins never overwrite each other unseen.
import {
  type Template,
  type TemplateContent,
  templateContentSchema,
} from '@galley/shared/article/template.ts';
import { type ArticleId, newId, type TemplateId, type UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import { type NewAuditEntry, record } from '../audit/record.ts';
import type { Storage } from '../storage/storage.ts';
import type { TemplateTable } from '../storage/tables/articles.ts';
import type { Tables } from '../storage/tables.ts';

/** The templates, for all who have to know what an article's sections may be. */
export interface TemplateStore {
  /** All templates, archived ones too, the oldest first. */
  all(): Promise<Template[]>;
  /** One template, archived or not, as the transaction `within` sees it; null for an unknown id. */
  get(id: TemplateId, within?: Kysely<Tables>): Promise<Template | null>;
  /** The template of an article as it is now; null for an unknown article. */
  ofArticle(article: ArticleId): Promise<Template | null>;
  create(content: TemplateContent, by: UserId): Promise<Template>;
  /** Changes the template that still has this version. */
  change(
    id: TemplateId,
    version: number,
    content: TemplateContent,
    by: UserId,
  ): Promise<TemplateChangeOutcome>;
  /** Takes a template out of the choice for new articles, or back into it; null for an unknown id. */
  setArchived(id: TemplateId, archived: boolean, by: UserId): Promise<Template | null>;
}

type TemplateChangeOutcome =
  | { outcome: 'changed'; template: Template }
  | { outcome: 'unknown' }
  | { outcome: 'outdated' };

/** A template that every desk starts with. */
export interface BuiltInTemplate {
  id: TemplateId;
  content: TemplateContent;
}

/** The store over these rows, with the built-in templates that the database has never had. */
export async function createTemplateStore(
  storage: Storage,
  builtIns: readonly BuiltInTemplate[],
): Promise<TemplateStore> {
  const { db } = storage;
  await seed(storage, builtIns);

  const get = async (id: TemplateId, within: Kysely<Tables> = db) => {
    const row = await within.selectFrom('template').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? templateOf(row) : null;
  };

  return {
    get,
    ofArticle: async (article) => {
      const row = await db
        .selectFrom('article')
        .select('template')
        .where('id', '=', article)
        .executeTakeFirst();
      return row ? await get(row.template) : null;
    },
    all: async () => {
      const rows = await db.selectFrom('template').selectAll().orderBy('createdAt').orderBy('id').execute();
      return rows.map(templateOf);
    },
    create: async (content, by) => {
      const row = newRow(newId<TemplateId>(), content, new Date());
      const template = templateOf(row);
      await db.transaction().execute(async (transaction) => {
        await transaction.insertInto('template').values(row).execute();
        await record(transaction, entryOn('template.created', template, by));
      });
      return template;
    },
    change: async (id, version, content, by) => {
      const values = { content: JSON.stringify(content), version: version + 1 };
      const changed = await db.transaction().execute(async (transaction) => {
        const row = await transaction
          .updateTable('template')
          .set({ ...values, updatedAt: new Date().toISOString() })
          .where('id', '=', id)
          .where('version', '=', version)
          .returningAll()
          .executeTakeFirst();
        if (!row) return null;
        await record(transaction, entryOn('template.changed', templateOf(row), by));
        return templateOf(row);
      });
      if (changed) return { outcome: 'changed', template: changed };
      return (await get(id)) ? { outcome: 'outdated' } : { outcome: 'unknown' };
    },
    setArchived: async (id, archived, by) =>
      await db.transaction().execute(async (transaction) => {
        const row = await transaction
          .updateTable('template')
          .set({ archived: archived ? 1 : 0, updatedAt: new Date().toISOString() })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst();
        if (!row) return null;
        const act = archived ? 'template.archived' : 'template.restored';
        await record(transaction, entryOn(act, templateOf(row), by));
        return templateOf(row);
      }),
  };
}

function entryOn(act: NewAuditEntry['act'], { id, name }: Template, by: UserId): NewAuditEntry {
  return { act, who: by, template: id, details: { name: name.en } };
}

async function seed({ db }: Storage, builtIns: readonly BuiltInTemplate[]): Promise<void> {
  if (builtIns.length === 0) return;
  const start = Date.now();
  // A millisecond apart, so that they keep their order; nodes that start at once seed the same rows.
  const rows = builtIns.map(({ id, content }, index) => newRow(id, content, new Date(start + index)));
  await db
    .insertInto('template')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

function newRow(id: TemplateId, content: TemplateContent, at: Date): TemplateTable {
  const time = at.toISOString();
  return {
    id,
    content: JSON.stringify(templateContentSchema.parse(content)),
    version: 1,
    archived: 0,
    createdAt: time,
    updatedAt: time,
  };
}

function templateOf(row: TemplateTable): Template {
  const content = templateContentSchema.parse(JSON.parse(row.content));
  return { id: row.id, ...content, version: row.version, archived: row.archived === 1 };
}
