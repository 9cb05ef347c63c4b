// Versions: states of an article that were worth keeping, whole, whatever becomes of the journal's old rows.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Version, VersionKind } from '@galley/shared/api/history.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { type ArticleId, newId, type UserId, type VersionId } from '@galley/shared/ids.ts';
import type { Selectable, Transaction } from 'kysely';
import { type NewAuditEntry, record } from '../audit/record.ts';
import type { Contents } from '../collab/contents.ts';
import type { Storage } from '../storage/storage.ts';
import type { VersionTable } from '../storage/tables/journal.ts';
import type { Tables } from '../storage/tables.ts';
import type { JsonBytes } from '../workers/json.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import { historyJob } from './history-job.ts';

const pack = promisify(gzip);

/** About so many times what its packed bytes are a version unfolds to. */
const packedTimes = 6;

/** The versions of articles: whole texts, which stay when the journal's old rows are merged. */
export interface Versions {
  /** Keeps the article as it stands now. Throws where the article has no document. */
  keep(article: ArticleId, kind: VersionKind, by: UserId | null, name?: string): Promise<Version>;
  /** The article as it stands now, to be kept within a transaction together with what changes it. */
  prepare(article: ArticleId, kind: VersionKind, by: UserId | null, name?: string): Promise<PreparedVersion>;
  /** The newest first. */
  of(article: ArticleId): Promise<Version[]>;
  get(article: ArticleId, id: VersionId): Promise<(Version & { content: JsonBytes<ArticleContent> }) | null>;
  rename(article: ArticleId, id: VersionId, name: string, by: UserId): Promise<Version | null>;
}

interface PreparedVersion {
  version: Version;
  write(transaction: Transaction<Tables>): Promise<void>;
}

/** Versions are made of these contents, and opened in these threads. */
export function createVersions(
  { db }: Storage,
  contents: Pick<Contents, 'now'>,
  workers: Pick<WorkerPool, 'run'>,
): Versions {
  const row = (article: ArticleId, id: VersionId) =>
    db
      .selectFrom('version')
      .selectAll()
      .where('article', '=', article)
      .where('id', '=', id)
      .executeTakeFirst();

  const prepare: Versions['prepare'] = async (article, kind, by, name = '') => {
    const { content, position } = await contents.now(article);
    const version: Version = {
      id: newId<VersionId>(),
      article,
      kind,
      name,
      position,
      createdBy: by,
      createdAt: new Date().toISOString(),
    };
    const packed = await pack(content);
    const write = async (transaction: Transaction<Tables>) => {
      await transaction
        .insertInto('version')
        .values({ ...version, content: packed })
        .execute();
      if (kind === 'named') await record(transaction, namingOf(version, by));
    };
    return { version, write };
  };

  return {
    prepare,
    keep: async (article, kind, by, name) => {
      const { version, write } = await prepare(article, kind, by, name);
      await db.transaction().execute(write);
      return version;
    },
    of: async (article) => {
      const rows = await db
        .selectFrom('version')
        .select(['id', 'article', 'kind', 'name', 'position', 'createdBy', 'createdAt'])
        .where('article', '=', article)
        .orderBy('createdAt', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(versionOf);
    },
    get: async (article, id) => {
      const found = await row(article, id);
      if (!found) return null;
      const size = found.content.byteLength * packedTimes;
      return {
        ...versionOf(found),
        content: await workers.run(historyJob('contentOfVersion'), found.content, size),
      };
    },
    rename: async (article, id, name, by) =>
      await db.transaction().execute(async (transaction) => {
        const named = await transaction
          .updateTable('version')
          .set({ name })
          .where('article', '=', article)
          .where('id', '=', id)
          .returning(['id', 'article', 'kind', 'name', 'position', 'createdBy', 'createdAt'])
          .executeTakeFirst();
        if (!named) return null;
        await record(transaction, namingOf(versionOf(named), by));
        return versionOf(named);
      }),
  };
}

function namingOf({ id, article, name }: Version, by: UserId | null): NewAuditEntry {
  return { act: 'version.named', who: by, article, details: { version: id, name } };
}

function versionOf(row: Omit<Selectable<VersionTable>, 'content'>): Version {
  return {
    id: row.id,
    article: row.article,
    // Written by `keep` alone.
    kind: row.kind as VersionKind,
    name: row.name,
    position: row.position,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
  };
}
