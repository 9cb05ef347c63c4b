// The words of all texts, of the desk or of what is public, by which a mistyped word of a query is recognized. Nothing is taken out of them: a word that no
// text has any longer finds nothing, and is not offered.
import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import { batches } from './batches.ts';
import { withoutAccents, wordsIn } from './search-terms.ts';
import type { Storage } from './storage.ts';
import type { Tables } from './tables.ts';

/** The tables of such words: of what is at the desk, and of what is or was public. */
export type WordTable = 'searchWord' | 'storyWord';

/** The words of all texts of one table. */
export interface SearchWords {
  /** Remembers these words; those that are known already cost nothing. */
  learn(words: readonly string[]): Promise<void>;
  /** The words that are written nearly like this one, the nearest first; none for short words. */
  near(word: string): Promise<string[]>;
  /** The words that begin nearly like this, of which the end is not typed yet; the nearest first, then the shortest. */
  nearBeginning(beginning: string): Promise<string[]>;
}

/** So many words are known to be in the table without asking it. */
const remembered = 100_000;
/** Rows of one statement; SQLite takes 32,766 values. */
const rowsAtOnce = 1000;
/** Shorter words have too many neighbors, and longer ones are none. */
const shortest = 4;
const longest = 40;
/** Shorter beginnings are near to those of half a dictionary. */
const shortestBeginning = 5;
/** How many words are compared, and how many are offered. */
const compared = 4000;
const offered = 8;
/** A word is looked for by so many of its first and last letters: one mistake leaves one of both as it is. */
const edge = 2;

/** Remembers in memory what it has learned, so that it asks the table less. */
export function createSearchWords({ db }: Pick<Storage, 'db'>, table: WordTable = 'searchWord'): SearchWords {
  const known = new LRUCache<string, true>({ max: remembered });
  return {
    learn: async (words) => {
      const fresh = words.filter((shown) => !known.has(withoutAccents(shown)));
      for (const word of await writeWords(db, table, fresh)) known.set(word, true);
    },

    near: async (typed) => {
      const [written = ''] = wordsIn(typed);
      const word = withoutAccents(written);
      if (word.length < shortest || word.length > longest) return [];
      const most = word.length < 6 ? 1 : 2;
      const { start, ending } = rowOf(word, word);
      const rows = await db
        .selectFrom(table)
        .select(['word', 'shown'])
        .where((eb) => eb.or([eb('start', '=', start), eb('ending', '=', ending)]))
        .where('length', '>=', word.length - most)
        .where('length', '<=', word.length + most)
        .where('word', '!=', word)
        .limit(compared)
        .execute();
      return rows
        .map((row) => ({ ...row, distance: distances(word, row.word).at(-1) ?? 0 }))
        .filter(({ distance }) => distance <= most)
        .sort((a, b) => a.distance - b.distance || a.word.localeCompare(b.word))
        .slice(0, offered)
        .map(({ shown }) => shown);
    },

    nearBeginning: async (typed) => {
      const [written = ''] = wordsIn(typed);
      const beginning = withoutAccents(written);
      if (beginning.length < shortestBeginning || beginning.length > longest) return [];
      const most = beginning.length < 8 ? 1 : 2;
      const rows = await db
        .selectFrom(table)
        .select(['word', 'shown', 'length'])
        .where('start', '=', rowOf(beginning, beginning).start)
        .where('length', '>=', beginning.length - most)
        .orderBy('length')
        .orderBy('word')
        .limit(compared)
        .execute();
      return rows
        .map((row) => ({ ...row, distance: Math.min(...distances(beginning, row.word)) }))
        .filter(({ distance }) => distance <= most)
        .sort((a, b) => a.distance - b.distance || a.length - b.length || a.word.localeCompare(b.word))
        .slice(0, offered)
        .map(({ shown }) => shown);
    },
  };
}

/** Writes the words that are none of the table's yet, and gives all of these as they stand there: those that are words. */
export async function writeWords(
  db: Kysely<Tables>,
  table: WordTable,
  words: readonly string[],
): Promise<string[]> {
  const known = new Map<string, string>();
  for (const shown of words) {
    const word = withoutAccents(shown);
    const isWord = word.length >= shortest && word.length <= longest && /^\p{L}+$/u.test(word);
    if (isWord) known.set(word, shown);
  }
  // In one order, so that two nodes never wait for each other.
  const rows = [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, shown]) => rowOf(word, shown));
  for (const some of batches(rows, rowsAtOnce))
    await db
      .insertInto(table)
      .values(some)
      .onConflict((conflict) => conflict.column('word').doNothing())
      .execute();
  return [...known.keys()];
}

function rowOf(word: string, shown: string) {
  return { word, shown, length: word.length, start: word.slice(0, edge), ending: word.slice(-edge) };
}

/**
 * From the first word to each beginning of the second, the empty one first and the whole word last: how many letters were left
 * out, put in, replaced or swapped with the next one (optimal string alignment).
 */
function distances(a: string, b: string): number[] {
  let twoBack: number[] = [];
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min(
        (before[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (before[j - 1] ?? 0) + (isSame ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (twoBack[j - 2] ?? 0) + 1);
      row.push(least);
    }
    twoBack = before;
    before = row;
  }
  return before;
}
