// galley export: every article as a file, with its pictures and a list of all, so that a newsroom can leave with what is its own.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { exportFormats } from '@galley/shared/api/exports.ts';
import { picturesOf } from '@galley/shared/article/article-pictures.ts';
import type { ArticleId, MediaId } from '@galley/shared/ids.ts';
import { pino } from 'pino';
import { articleRowsOf } from '../articles/article-list.ts';
import { createTemplateStore } from '../articles/templates.ts';
import { createContents } from '../collab/contents.ts';
import { createJournal } from '../collab/sql-journal.ts';
import type { Config } from '../config.ts';
import { exportFile } from '../imports/export-file.ts';
import { createMediaStore, pictureFile } from '../media/media-store.ts';
import { createPictureBytes } from '../media/picture-bytes.ts';
import { openPlaces } from '../media/places/places.ts';
import { siteSectionNamed } from '../storage/article-facts.ts';
import { messageOf } from '../storage/open.ts';
import type { Storage } from '../storage/storage.ts';
import { parsedJson } from '../workers/json.ts';
import { createWorkerPool } from '../workers/worker-pool.ts';
import { CommandError } from './command-error.ts';
import {
  type ExportedArticle,
  type ExportedPicture,
  exportedPictureSchema,
  exportNames,
} from './export-list.ts';
import { openToRead } from './tool-storage.ts';

/**
 * Writes all articles into a folder that is new or empty, also while Galley runs: a file each, the pictures in `media/`, where
 * the files look for them, and two lists with what is known of each beside. Gives the exit code: 1 where one could not be read.
 */
export async function exportAll(config: Config, folder: string, format: string): Promise<number> {
  const wanted = exportFormats.find((one) => one === format);
  if (!wanted) throw new CommandError(`There is no format “${format}”: it is ${exportFormats.join(', ')}.`);
  try {
    if (existsSync(folder) && readdirSync(folder).length > 0)
      throw new CommandError(`${folder} is not empty; name a new folder.`);
    mkdirSync(join(folder, exportNames.media), { recursive: true });
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${folder} can't be written: ${messageOf(error)}`);
  }
  const storage = await openToRead(config);
  const places = await openPlaces(config.pictures, storage.db);
  const workers = createWorkerPool();
  try {
    const log = pino({ level: 'silent' });
    const contents = createContents(createJournal(storage, { log }), workers);
    // None that is missing is made: a command that reads writes nothing.
    const templates = await createTemplateStore(storage, []);
    const store = createMediaStore(storage, createPictureBytes(storage.db, places, log));
    const rows = await storage.db
      .selectFrom('article')
      .selectAll()
      .orderBy('createdAt')
      .orderBy('id')
      .execute();
    const names = new Set<string>(Object.values(exportNames));
    const list: ExportedArticle[] = [];
    const shown = new Set<MediaId>();
    for (const some of rows) {
      // One that can't be written leaves the others out of nothing.
      try {
        const [row] = await articleRowsOf(storage.db, [some]);
        if (!row) continue;
        const template = await templates.ofArticle(row.id);
        if (!template) throw new Error('Its template is not in the database');
        const { content } = await contents.now(row.id);
        const siteSection = row.siteSection && (await siteSectionNamed(storage.db, row.siteSection));
        const { name, body } = await exportFile(wanted, {
          content,
          row,
          siteSection,
          template,
          url: '.',
          picture: (id) => pictureFile(store, id),
          workers,
        });
        const social = row.socialPicture === null ? [] : [{ media: row.socialPicture }];
        for (const { media } of [...picturesOf(parsedJson(content)), ...social]) {
          const original = await store.original(media);
          if (!original) {
            console.error(`Article ${some.id}: the picture ${media} can’t be read.`);
            continue;
          }
          writeFileSync(join(folder, exportNames.media, media), original.bytes);
          shown.add(media);
        }
        const file = freeName(name, names);
        writeFileSync(join(folder, file), body);
        const { id, headline, language, stage, slug, tags, createdAt, editedAt, authors, embargo } = row;
        const { searchTitle, searchDescription, socialPicture, canonical } = row;
        list.push({
          ...{
            file,
            id,
            headline,
            language,
            stage,
            slug,
            tags,
            createdAt,
            editedAt,
            authors,
            siteSection,
            embargo,
          },
          ...{ searchTitle, searchDescription, socialPicture, canonical },
          template: { id: template.id, name: template.name[language] },
          ...((await hasMachineWords(storage, id)) && { machineWords: true as const }),
        });
      } catch (error) {
        console.error(`Article ${some.id}: ${messageOf(error)}. \`galley verify\` says more.`);
      }
    }
    writeList(join(folder, exportNames.articles), list);
    writeList(join(folder, exportNames.pictures), await picturesIn(storage, shown));
    console.log(`${list.length} of ${rows.length} articles are in ${folder}.`);
    return list.length === rows.length ? 0 : 1;
  } finally {
    await workers.close();
    places.close();
    await storage.close();
  }
}

function writeList(file: string, list: readonly object[]): void {
  writeFileSync(file, `${JSON.stringify(list, null, 2)}\n`);
}

async function hasMachineWords({ db }: Storage, article: ArticleId): Promise<boolean> {
  const row = await db
    .selectFrom('machineMark')
    .select('number')
    .where('article', '=', article)
    .where('made', '=', 1)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** What the library says of these pictures. */
async function picturesIn({ db }: Storage, ids: ReadonlySet<MediaId>): Promise<ExportedPicture[]> {
  const all: ExportedPicture[] = [];
  for (const id of ids) {
    const row = await db.selectFrom('picture').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) continue;
    const { fileName, mime, ...said } = row;
    const picture = exportedPictureSchema.safeParse({ ...said, file: id, name: fileName, type: mime });
    if (picture.success) all.push(picture.data);
    else
      console.error(
        `Picture ${id}: what the library says of it can't be written. \`galley verify\` says more.`,
      );
  }
  return all;
}

/** The name, with a number where another file has it, in any case: some file systems know no difference. */
function freeName(name: string, taken: Set<string>): string {
  const { name: stem, ext } = parse(name);
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${stem} (${number})${ext}`;
  taken.add(free.toLowerCase());
  return free;
}
