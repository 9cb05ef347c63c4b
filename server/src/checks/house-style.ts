// The house style list: rows that admins make, change and remove. Everybody at the desk reads them, for the checks beside
// the text; every change is announced, so that open pages check anew.
import {
  maxStyleFile,
  maxStyleWords,
  newStyleWordSchema,
  type StyleWord,
  type StyleWordRefusal,
  styleWordSchema,
} from '@galley/shared/api/house-style.ts';
import { houseStyleRoutes as routes } from '@galley/shared/contract/house-style.ts';
import { newId, type StyleWordId, type UserId } from '@galley/shared/ids.ts';
import type { Router } from 'express';
import type { Kysely, Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Sessions } from '../accounts/sessions.ts';
import { type NewAuditEntry, record, recordAll } from '../audit/record.ts';
import type { Live } from '../events/live.ts';
import { answered, createApiRouter } from '../http/api-router.ts';
import { csvLines } from '../http/csv.ts';
import { fieldProblem, ProblemError } from '../http/problem.ts';
import { readUpload } from '../http/upload.ts';
import { batches } from '../storage/batches.ts';
import { lockNames } from '../storage/dialect.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { clashes, type Person, plannedLines, readStyleFile } from './style-file.ts';

interface HouseStyleOptions {
  storage: Pick<Storage, 'db' | 'kind'>;
  sessions: Sessions;
  live: Pick<Live, 'announce'>;
  log: Logger;
}

/** Whoever adds, changes or removes a word has seen all others. */
const wholeList = 'style-words';

type NewWord = z.output<typeof newStyleWordSchema>;

/** The house style list with its routes. */
export function createHouseStyle({ storage: { db, kind }, sessions, live, log }: HouseStyleOptions): {
  router: Router;
  /** The whole list, by the alphabet, as the transaction `within` sees it. */
  words(within: Kysely<Tables>): Promise<StyleWord[]>;
} {
  const api = createApiRouter(sessions);

  api.serve(routes.listStyleWords, async ({ query, response }) => {
    const words = await styleWords(db);
    if (query.format === 'json') return words;
    const names = await namesIn(db);
    const lines = words.map(({ avoid, prefer, note, language, owner }) => [
      ...[avoid, prefer, note, language],
      names.get(owner) ?? '',
    ]);
    response
      .attachment('house-style.csv')
      .type('text/csv')
      .send(csvLines([['avoid', 'prefer', 'note', 'language', 'owner'], ...lines]));
    return answered;
  });

  api.serve(routes.addStyleWord, async ({ me, body }) => {
    const word: StyleWord = { id: newId<StyleWordId>(), ...body, version: 1 };
    await db.transaction().execute(async (transaction) => {
      await lockNames(transaction, kind, [wholeList]);
      await refuseOthers(transaction, word);
      await transaction.insertInto('styleWord').values(word).execute();
      await note(transaction, 'style.word-added', me.id, word.avoid);
    });
    announce(me.id, word.id, 'word of the house style added');
    return word;
  });

  api.serve(routes.readStyleFile, async ({ me, request }) => {
    const rows = readStyleFile(await readUpload(request, maxStyleFile));
    if (typeof rows === 'string') throw fieldProblem('unreadable-file', 'file', rows);
    return { lines: plannedLines(rows, await styleWords(db), await peopleIn(db), me.id) };
  });

  api.serve(routes.importStyleWords, async ({ me, body: { add, change } }) => {
    const changed = change.map((word): StyleWord => ({ ...word, version: word.version + 1 }));
    const added = add.map((word): StyleWord => ({ id: newId<StyleWordId>(), ...word, version: 1 }));
    await db.transaction().execute(async (transaction) => {
      await lockNames(transaction, kind, [wholeList]);
      await refuseClashes(transaction, added, changed);
      await write(transaction, [...added, ...changed]);
      const entry = (act: WordAct) => (word: StyleWord) => entryOf(act, me.id, word.avoid);
      await recordAll(transaction, [
        ...added.map(entry('style.word-added')),
        ...changed.map(entry('style.word-changed')),
      ]);
    });
    log.info({ by: me.id, added: add.length, changed: change.length }, 'words of the house style imported');
    live.announce({ type: 'house-style' });
    return { added: add.length, changed: change.length };
  });

  api.serve(routes.changeStyleWord, async ({ me, params: { id }, body: { version, ...body } }) => {
    const word: StyleWord = { id, ...body, version: version + 1 };
    await db.transaction().execute(async (transaction) => {
      await lockNames(transaction, kind, [wholeList]);
      await refuseOthers(transaction, word);
      const { numUpdatedRows } = await transaction
        .updateTable('styleWord')
        .set(word)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw await refusalOf(transaction, id);
      await note(transaction, 'style.word-changed', me.id, word.avoid);
    });
    announce(me.id, id, 'word of the house style changed');
    return word;
  });

  api.serve(routes.removeStyleWord, async ({ me, params: { id } }) => {
    await db.transaction().execute(async (transaction) => {
      await lockNames(transaction, kind, [wholeList]);
      const row = await transaction
        .deleteFrom('styleWord')
        .where('id', '=', id)
        .returning('avoid')
        .executeTakeFirst();
      if (!row) throw new ProblemError('not-found');
      await note(transaction, 'style.word-removed', me.id, row.avoid);
    });
    announce(me.id, id, 'word of the house style removed');
  });

  const announce = (by: UserId, word: StyleWordId, done: string) => {
    log.info({ by, word }, done);
    live.announce({ type: 'house-style' });
  };

  return { router: api.router, words: styleWords };
}

async function styleWords(db: Kysely<Tables>): Promise<StyleWord[]> {
  const rows = await db.selectFrom('styleWord').selectAll().execute();
  return rows
    .map((row) => styleWordSchema.parse(row))
    .sort((one, other) => one.avoid.localeCompare(other.avoid, 'de') || (one.id < other.id ? -1 : 1));
}

/** Throws a problem with a field where the entry can't stand beside the others. */
async function refuseOthers(transaction: Transaction<Tables>, word: NewWord & { id: StyleWordId }) {
  const others = (await styleWords(transaction)).filter(({ id }) => id !== word.id);
  if (others.length >= maxStyleWords) throw refused('avoid', 'too-many');
  if (others.some((other) => clashes(other, word))) throw refused('avoid', 'word-taken');
  if (!(await namesIn(transaction)).has(word.owner)) throw refused('owner', 'owner-unknown');
}

/** Throws where these entries can't stand beside each other and the rest of the list, or the changed ones are others by now. */
async function refuseClashes(
  transaction: Transaction<Tables>,
  added: readonly StyleWord[],
  changed: readonly StyleWord[],
): Promise<void> {
  const list = new Map((await styleWords(transaction)).map((word) => [word.id, word]));
  const conflict = () => new ProblemError('conflict', 'Somebody has changed the list meanwhile.');
  for (const word of changed) {
    // One that is named twice counts up and is not what was seen.
    if (list.get(word.id)?.version !== word.version - 1) throw conflict();
    list.set(word.id, word);
  }
  const all = [...list.values(), ...added];
  if (all.length > maxStyleWords) throw refused('avoid', 'too-many');
  for (const some of Map.groupBy(all, ({ avoid }) => avoid.toLowerCase()).values())
    if (some.some((word, index) => some.slice(index + 1).some((other) => clashes(word, other))))
      throw conflict();
  const known = await namesIn(transaction);
  if ([...added, ...changed].some(({ owner }) => !known.has(owner))) throw refused('owner', 'owner-unknown');
}

/** Writes entries, new ones and such as stand there; within the lock of the whole list. */
async function write(transaction: Transaction<Tables>, words: readonly StyleWord[]): Promise<void> {
  const columns = Object.keys(newStyleWordSchema.shape) as (keyof NewWord)[];
  for (const some of batches(words))
    await transaction
      .insertInto('styleWord')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) =>
          // What the type gives away is that each key has its value.
          Object.fromEntries(
            [...columns, 'version' as const].map((key) => [key, row.ref(`excluded.${key}`)]),
          ),
        ),
      )
      .execute();
}

async function peopleIn(db: Kysely<Tables>): Promise<Person[]> {
  const rows = await db.selectFrom('user').select(['id', 'name', 'email']).execute();
  return rows;
}

async function namesIn(db: Kysely<Tables>): Promise<ReadonlyMap<UserId, string>> {
  const rows = await db.selectFrom('user').select(['id', 'name']).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Why a change met no row. */
async function refusalOf(db: Kysely<Tables>, id: StyleWordId): Promise<ProblemError> {
  const row = await db.selectFrom('styleWord').select('id').where('id', '=', id).executeTakeFirst();
  return row
    ? new ProblemError('conflict', 'Somebody has changed this entry meanwhile.')
    : new ProblemError('not-found');
}

type WordAct = 'style.word-added' | 'style.word-changed' | 'style.word-removed';

async function note(
  transaction: Transaction<Tables>,
  act: WordAct,
  who: UserId,
  name: string,
): Promise<void> {
  await record(transaction, entryOf(act, who, name));
}

function entryOf(act: WordAct, who: UserId, name: string): NewAuditEntry {
  return { act, who, details: { name } };
}

function refused(path: string, why: StyleWordRefusal): ProblemError {
  return fieldProblem('invalid-input', path, why);
}
