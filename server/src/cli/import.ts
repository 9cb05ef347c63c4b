// galley import: what `galley export` wrote, and files of other programs, as new articles.
import { createHash } from 'node:crypto';
import { newArticleSchema } from '@galley/shared/api/articles.ts';
import { emailAddressSchema } from '@galley/shared/api/email-address.ts';
import { sectionCalled } from '@galley/shared/api/site-sections.ts';
import { builtInTemplates } from '@galley/shared/article/built-in-templates.ts';
import { ContentError } from '@galley/shared/article/content-error.ts';
import { checkedDocument } from '@galley/shared/article/read-article.ts';
import { fittingTexts } from '@galley/shared/article/search-and-social.ts';
import { slugSchema } from '@galley/shared/article/slug-schema.ts';
import { type Template, templateContentSchema } from '@galley/shared/article/template.ts';
import { articleIdOf, isId, type MediaId, newId, type UserId } from '@galley/shared/ids.ts';
import { type Language, languages } from '@galley/shared/language.ts';
import { pino } from 'pino';
import { insertArticle, isFreeSlug, type NewArticleFacts } from '../articles/new-article.ts';
import { createTemplateStore } from '../articles/templates.ts';
import { record } from '../audit/record.ts';
import { createDocument } from '../collab/new-document.ts';
import { createJournal } from '../collab/sql-journal.ts';
import type { Config } from '../config.ts';
import { createWorkerPool, type WorkerPool } from '../imports/worker-pool.ts';
import { lastDayOf } from '../media/file-licence.ts';
import { createMediaStore, type MediaStore } from '../media/media-store.ts';
import { makePicture } from '../media/picture.ts';
import { createPictureBytes } from '../media/picture-bytes.ts';
import { openPlaces, preparePlaces } from '../media/places/places.ts';
import { timeZoneOf } from '../site/settings.ts';
import { messageOf } from '../storage/open.ts';
import { personMay } from '../storage/person-may.ts';
import { createSearchWords, type SearchWords } from '../storage/search-words.ts';
import type { Storage } from '../storage/storage.ts';
import { embargoOf } from '../time/local-time.ts';
import { CommandError } from './command-error.ts';
import { bytesOf, type ComingPicture, ReadingError, type ReadSource, readSource } from './import-reading.ts';
import { type Source, type Sources, sourcesAt } from './import-sources.ts';
import { quoted, titled } from './import-words.ts';
import { openToRead, openToWrite } from './tool-storage.ts';

interface Given {
  /** The address of who is named as the author. */
  as?: string | undefined;
  /** A template, by its id or its name. */
  template?: string | undefined;
  language?: string | undefined;
  'dry-run'?: boolean | undefined;
}

/** What an import works with. */
interface Import {
  storage: Storage;
  author: UserId;
  templates: readonly Template[];
  /** For what names none. */
  template: Template | null;
  language: Language;
  isLanguageChosen: boolean;
  isDry: boolean;
  timeZone: string;
  desk: string;
  from: Sources;
  workers: WorkerPool;
  media: MediaStore;
  words: SearchWords;
  documents: Parameters<typeof insertArticle>[0]['documents'];
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

/** Keeps the pictures that come along, and finds those that are here; gives them by their keys. What is neither is left out. */
async function keptPictures(
  { storage, media, author, isDry, from, timeZone }: Import,
  { pictures, known }: ReadSource,
  leftOut: string[],
): Promise<Map<string, MediaId>> {
  const kept = new Map<string, MediaId>();
  for (const key of known) {
    const here =
      isId<MediaId>(key) &&
      (await storage.db.selectFrom('picture').select('id').where('id', '=', key).executeTakeFirst());
    if (here) kept.set(key, here.id);
    else leftOut.push(`a picture that is not at hand: ${key}`);
  }
  for (const picture of pictures) {
    const outcome = await keep(media, picture, { author, isDry, from, timeZone });
    if (outcome.outcome === 'kept') kept.set(picture.key, outcome.id);
    else leftOut.push(`a picture${picture.words && ` (${quoted(picture.words)})`}: ${outcome.why}`);
  }
  return kept;
}

async function keep(
  media: MediaStore,
  { key, bytes, name, isExported }: ComingPicture,
  { author, isDry, from, timeZone }: Pick<Import, 'author' | 'isDry' | 'from' | 'timeZone'>,
): Promise<{ outcome: 'kept'; id: MediaId } | { outcome: 'refused'; why: string }> {
  const hash = createHash('sha256').update(bytes).digest('hex');
  const before = isDry ? null : await media.withHash(hash, true);
  if (before) return { outcome: 'kept', id: before.id };
  const made = await makePicture(bytes, { keepsBare: isExported });
  if (made.outcome === 'refused') return { outcome: 'refused', why: made.detail };
  // Nothing is kept of a trial, and its text is thrown away: any id does.
  if (isDry) return { outcome: 'kept', id: newId<MediaId>() };
  const {
    file: _file,
    name: called = name,
    type: _type,
    ...said
  } = (isExported && from.pictures.get(key)) || {};
  const { expires } = made.picture.notes;
  const ends = expires === undefined ? {} : { licenceEnd: lastDayOf(expires, timeZone) };
  const origin = { hash, by: author, name: called, isListed: true, said: { ...ends, ...said } };
  return { outcome: 'kept', id: (await media.add(made.picture, origin)).id };
}

/** What is set of the new article; what the desk refuses of it is left out. */
async function settingsOf(
  { storage, timeZone }: Import,
  { exported }: Source,
  {
    read,
    byline,
    template,
    pictures,
  }: { read: ReadSource; byline: string; template: Template; pictures: ReadonlyMap<string, MediaId> },
  leftOut: string[],
): Promise<NewArticleFacts> {
  const { shape } = newArticleSchema;
  const { language, facts } = read;
  const tags = shape.tags.safeParse(exported?.tags ?? facts.tags ?? []);
  if (!tags.success) leftOut.push(`its tags, which are too many or too long`);
  const named = shape.byline.safeParse(byline);
  if (!named.success) leftOut.push(`the byline, which is too long: ${quoted(byline)}`);
  // The list says it in any format; a file of its own may.
  const written = exported?.embargo ?? facts.embargo;
  const embargo = written === undefined ? null : moment(written, timeZone);
  if (embargo?.outcome === 'refused') leftOut.push(`the embargo: ${embargo.sentence}`);
  const slug = slugSchema.safeParse(exported ? exported.slug : facts.slug).data ?? null;
  const isFree = slug === null || (await isFreeSlug(storage.db, slug));
  if (!isFree) leftOut.push(`the slug ${slug}, which is another article’s`);
  // The list of an export says it of each article; a file of its own may.
  const sectionName = exported?.siteSection === undefined ? facts.siteSection : exported.siteSection;
  const siteSection = sectionName ? await sectionNamed(storage, sectionName) : null;
  if (sectionName && siteSection === null)
    leftOut.push(`the section ${quoted(sectionName)} of the site, which is not here`);
  if (exported?.machineWords) leftOut.push('which of its words a machine made: mark them again');
  if (exported && exported.stage !== 'draft') leftOut.push(`its stage, which was “${exported.stage}”`);
  const { authors } = exported ?? {};
  return {
    template: template.id,
    language,
    byline: named.data ?? '',
    tags: tags.data ?? [],
    embargo: embargo?.outcome === 'moment' ? embargo.at.toISOString() : null,
    siteSection,
    slug: isFree ? slug : null,
    ...fittingTexts(facts),
    ...fittingTexts({ ...exported, canonical: exported?.canonical ?? undefined }),
    socialPicture: pictures.get(read.socialPicture ?? '') ?? null,
    ...(authors && authors.length > 0 && { authors: await withProfiles(storage, authors) }),
  };
}

/** A day alone begins at midnight, as in an import in the browser. */
function moment(written: string, timeZone: string) {
  return embargoOf(/^.{10}$/.test(written) ? `${written}T00:00` : written, timeZone, new Date());
}

async function sectionNamed({ db }: Storage, name: string) {
  const sections = await db
    .selectFrom('siteSection')
    .select(['id', 'name', 'slug'])
    .orderBy('place')
    .execute();
  return sectionCalled(sections, name)?.id ?? null;
}

/** The authors as they were named, without profiles that are not here. */
async function withProfiles({ db }: Storage, authors: NonNullable<NewArticleFacts['authors']>) {
  const slugs = authors.flatMap(({ profile }) => profile ?? []);
  if (slugs.length === 0) return authors;
  const rows = await db.selectFrom('author').select('slug').where('slug', 'in', slugs).execute();
  const here = new Set(rows.map(({ slug }) => slug));
  return authors.map((one) => ({
    ...one,
    profile: one.profile && here.has(one.profile) ? one.profile : null,
  }));
}

/** The templates for new articles; a desk that has never been started gets its first ones, as at a start. */
async function templatesOf(storage: Storage, isDry: boolean): Promise<Template[]> {
  const here = await (await createTemplateStore(storage, isDry ? [] : builtInTemplates)).all();
  const lacking = builtInTemplates.filter(({ id }) => here.every((one) => one.id !== id));
  const coming = lacking.map(
    ({ id, content }): Template => ({
      ...templateContentSchema.parse(content),
      ...{ id, version: 1, archived: false },
    }),
  );
  return [...here, ...coming].filter(({ archived }) => !archived);
}

/** The template of the article at the desk that it is from, where it is here, too; else the one that was named. */
function templateFor({ templates, template }: Import, { exported }: Source): Template {
  const own = exported?.template && templates.find(({ id }) => id === exported.template?.id);
  if (own) return own;
  const called = exported?.template && named(templates, exported.template.name);
  const found = called ?? template;
  if (found) return found;
  const was = exported?.template ? `Its template ${quoted(exported.template.name)} is not here. ` : '';
  throw new ReadingError(`${was}Name one: --template (${namesOf(templates)}).`);
}

/** The template that was named; it must be where something to import has none of its own. */
function templateOf(
  templates: readonly Template[],
  { sources }: Sources,
  written: string | undefined,
): Template | null {
  if (written !== undefined) {
    const found = templates.find(({ id }) => id === written) ?? named(templates, written);
    if (!found) throw new CommandError(`There is no template “${written}”: it is ${namesOf(templates)}.`);
    return found;
  }
  if (sources.some(({ exported }) => !exported?.template))
    throw new CommandError(`Name a template for the articles: --template (${namesOf(templates)}).`);
  return null;
}

function named(templates: readonly Template[], written: string): Template | undefined {
  const wanted = written.toLowerCase();
  return templates.find(({ name }) => languages.some((language) => name[language].toLowerCase() === wanted));
}

function namesOf(templates: readonly Template[]): string {
  return templates.map(({ name }) => name.en).join(', ');
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
