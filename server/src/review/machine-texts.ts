// How much of an article's text a machine made, as the other features of the server ask for it.
import type { MachineText } from '@galley/shared/api/machine-made.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type * as Y from 'yjs';
import type { Origins, OriginsOfWords } from '../history/origins.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { readMarkings } from './machine-rows.ts';
import { type Marking, machineWordsOf, markedBy } from './machine-words.ts';

/** For publishing: what of a text a machine made. */
export interface MachineTexts {
  /** Reads what the journal has, where anything was marked; before the article is held, for that needs a connection of its own. */
  catchUp(article: ArticleId): Promise<void>;
  /** Gives what reads a document of the article: what of it a machine made, or null where that is nothing. */
  reader(article: ArticleId, within?: Kysely<Tables>): Promise<(doc: Y.Doc) => MachineText | null>;
}

/** Read by the rows of marks and by who brought which characters. */
export function createMachineTexts({ db }: Pick<Storage, 'db'>, origins: OriginsOfWords): MachineTexts {
  return {
    catchUp: async (article) => {
      const marked = await db
        .selectFrom('machineMark')
        .select('number')
        .where('article', '=', article)
        .limit(1)
        .executeTakeFirst();
      if (marked) await origins.catchUp(article);
    },
    reader: async (article, within = db) => {
      const markings = await readMarkings(within, article);
      if (markings.length === 0) return () => null;
      const written = await origins.read(within, article);
      return (doc) => machineTextOf(doc, written, markings);
    },
  };
}

/** The same of a document of former times: after the acts up to a number, by as which characters its own were written. */
export async function machineTextAfter(
  db: Kysely<Tables>,
  article: ArticleId,
  doc: Y.Doc,
  origins: Origins,
  marks: number,
): Promise<MachineText | null> {
  const markings = await readMarkings(db, article);
  return machineTextOf(
    doc,
    origins,
    markings.filter(({ number }) => number <= marks),
  );
}

function machineTextOf(doc: Y.Doc, origins: Origins, markings: readonly Marking[]): MachineText | null {
  const parts = machineWordsOf(doc, origins, markedBy(markings)).parts.filter(({ letters }) => letters > 0);
  if (!parts.some(({ machine }) => machine > 0)) return null;
  return { marks: markings.at(-1)?.number ?? 0, parts };
}
