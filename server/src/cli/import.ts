// galley import: what `galley export` wrote, and files of other programs, as new articles.
import { createHash } from 'node:crypto';
import { emailAddressSchema } from '@galley/shared/api/email-address.ts';
import { ContentError } from '@galley/shared/article/content-error.ts';
import { checkedDocument } from '@galley/shared/article/read-article.ts';
import { articleIdOf, type UserId } from '@galley/shared/ids.ts';
import { type Language, languages } from '@galley/shared/language.ts';
import { pino } from 'pino';
import { insertArticle } from '../articles/new-article.ts';
import { record } from '../audit/record.ts';
import { createDocument } from '../collab/new-document.ts';
import { createJournal } from '../collab/sql-journal.ts';
import type { Config } from '../config.ts';
import { createMediaStore } from '../media/media-store.ts';
import { createPictureBytes } from '../media/picture-bytes.ts';
import { openPlaces, preparePlaces } from '../media/places/places.ts';
import { timeZoneOf } from '../site/settings.ts';
import { messageOf } from '../storage/open.ts';
import { personMay } from '../storage/person-may.ts';
import { createSearchWords } from '../storage/search-words.ts';
import type { Storage } from '../storage/storage.ts';
import { createWorkerPool } from '../workers/worker-pool.ts';
import { CommandError } from './command-error.ts';
import { keptPictures } from './import-pictures.ts';
import { bytesOf, readSource } from './import-reading.ts';
import { settingsOf } from './import-settings.ts';
import { type Source, sourcesAt } from './import-sources.ts';
import { templateFor, templateOf, templatesOf } from './import-templates.ts';
import { quoted, titled } from './import-words.ts';
import type { Import } from './import-work.ts';
import { openToRead, openToWrite } from './tool-storage.ts';

interface Given {
  /** The address of who is named as the author. */
  as?: string | undefined;
  /** A template, by its id or its name. */
  template?: string | undefined;
  language?: string | undefined;
  'dry-run'?: boolean | undefined;
}

/** What came of one file. */
type Outcome = 'came' | 'is there' | 'failed';

/**
 * Imports a file, or everything in a folder, also while Galley runs. Each article is made whole or not at all, and one that fails
 * leaves the others alone. Gives the exit code: 1 where one could not be imported.
 */
export async function importAll(config: Config, path: string, given: Given): Promise<number> {
  const isDry = given['dry-run'] === true;
  const from = sourcesAt(path);
  const storage = await (isDry ? openToRead(config) : openToWrite(config));
  const places = await openPlaces(config.pictures, storage.db);
  const workers = createWorkerPool();
  try {
    if (!isDry) await preparePlaces(places, storage.db);
    const author = await authorOf(storage, given.as);
    const templates = await templatesOf(storage, isDry);
    const log = pino({ level: 'silent' });
    const journal = createJournal(storage, { log });
    const { origin } = new URL(config.publicUrl ?? `http://localhost:${config.port}`);
    const work: Import = {
      storage,
      author: author.id,
      templates,
      template: templateOf(templates, from, given.template),
      language: languageOf(given.language) ?? author.language,
      isLanguageChosen: given.language !== undefined,
      isDry,
      timeZone: await timeZoneOf(storage.db, config.siteTimeZone),
      desk: origin,
      from,
      workers,
      media: createMediaStore(storage, createPictureBytes(storage.db, places, log)),
      words: createSearchWords(storage),
      documents: {
        create: (transaction, article, by, fill) =>
          createDocument(journal, transaction, { article, author: by, fill }),
      },
    };
    const counts: Record<Outcome, number> = { came: 0, 'is there': 0, failed: from.missing.length };
    for (const { file, headline } of from.missing)
      console.error(`${file}: It is in the export’s list, and the file is not there (${quoted(headline)}).`);
    for (const source of from.sources) counts[await tried(work, source)] += 1;
    if (from.passedOver.length > 0)
      console.log(`Passed over, being of kinds that can’t be imported: ${from.passedOver.join(', ')}`);
    console.log(summary(counts, isDry));
    return counts.failed === 0 ? 0 : 1;
  } finally {
    await workers.close();
    places.close();
    await storage.close();
  }
}

function summary({ came, 'is there': there, failed }: Record<Outcome, number>, isDry: boolean): string {
  const parts = [
    `${came} ${came === 1 ? 'article' : 'articles'} ${isDry ? 'would come' : 'came'}`,
    `${there} ${there === 1 ? 'is' : 'are'} there already`,
    `${failed} can’t be imported`,
  ];
  return `${parts.join(', ')}.${isDry ? ' Nothing was changed.' : ''}`;
}

/** One file; whatever goes wrong with it is said and stops nothing else. */
async function tried(work: Import, source: Source): Promise<Outcome> {
  try {
    return await one(work, source);
  } catch (error) {
    const why = error instanceof ContentError ? 'A block does not fit the schema.' : messageOf(error);
    console.error(`${source.name}: ${why}`);
    return 'failed';
  }
}

async function one(work: Import, source: Source): Promise<Outcome> {
  const { storage, isDry, from, isLanguageChosen: isChosen } = work;
  const bytes = bytesOf(source);
  const key = keyOf(source, bytes);
  const there = await articleOfKey(storage, key);
  if (there) {
    console.log(`${source.name}: is there already, as ${titled(there.headline)} (${there.id}).`);
    return 'is there';
  }
  const template = templateFor(work, source);
  const { language, desk, workers } = work;
  const options = { template, language, isChosen, desk, root: from.root, workers };
  const read = await readSource(source, bytes, options);
  const leftOut = [...read.leftOut];
  const pictures = await keptPictures(work, read, leftOut);
  const { content, byline } = read.composed(pictures);
  for (const { blocks } of content.sections) checkedDocument(blocks);
  const settings = await settingsOf(work, source, { read, byline, template, pictures }, leftOut);

  const facts = [
    template.name.en,
    ...(settings.slug ? [`slug ${settings.slug}`] : []),
    `${content.sections.length} sections`,
    ...(pictures.size > 0 ? [`${pictures.size} ${pictures.size === 1 ? 'picture' : 'pictures'}`] : []),
  ];
  let said = 'would come';
  if (!isDry) {
    const made = await insertArticle(work, settings, content, {
      author: work.author,
      template,
      within: async (transaction, article) => {
        const at = new Date().toISOString();
        await transaction.insertInto('imported').values({ source: key, article, at }).execute();
        const details = { mode: 'command-line' };
        await record(transaction, { act: 'article.imported', who: work.author, article, details });
      },
    });
    said = `came as ${made.id}`;
  }
  console.log(`${source.name}: ${titled(content.headline)} ${said} (${facts.join(', ')}).`);
  for (const line of leftOut) console.log(`  left out: ${line}`);
  return 'came';
}

/** By which a file is known again: an article of a desk by its id there, whatever its file is called; any other by its bytes. */
function keyOf({ exported }: Source, bytes: Buffer): string {
  return exported ? `article:${exported.id}` : `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** The article that has come by this key, or that has its id because the export is of this desk. */
async function articleOfKey({ db }: Storage, key: string) {
  const before = await db
    .selectFrom('imported')
    .select('article')
    .where('source', '=', key)
    .executeTakeFirst();
  const id = before?.article ?? articleIdOf(key.startsWith('article:') ? key.slice(8) : null);
  if (id === null) return undefined;
  return await db.selectFrom('article').select(['id', 'headline']).where('id', '=', id).executeTakeFirst();
}

async function authorOf(
  { db }: Storage,
  written: string | undefined,
): Promise<{ id: UserId; language: Language }> {
  const address = emailAddressSchema.safeParse(written);
  if (!address.success)
    throw new CommandError(
      `${written === undefined ? 'Say whose articles they are' : `“${written}” is no e-mail address`}: --as nora@example.org`,
    );
  const person = await db
    .selectFrom('user')
    .select(['id', 'language'])
    .where('email', '=', address.data.toLowerCase())
    .executeTakeFirst();
  if (!person) throw new CommandError(`Nobody at this desk has the address ${address.data}.`);
  if (!(await personMay(db, person.id, 'article.create')))
    throw new CommandError(`${address.data} may not make articles: it takes an active editor or admin.`);
  return { id: person.id, language: languageOf(person.language) ?? 'en' };
}

function languageOf(written: string | undefined): Language | undefined {
  const found = languages.find((one) => one === written);
  if (written !== undefined && !found)
    throw new CommandError(`--language is one of ${languages.join(', ')}.`);
  return found;
}
