// Reads a CSV file with words of the house style, as spreadsheets write it: with commas, semicolons or tabs, with a mark of
// UTF-8 at its beginning or without, in English or German.
import {
  maxStyleWords,
  newStyleWordSchema,
  type StyleFileFault,
  type StyleFileLine,
  type StyleWord,
  styleLineRefusals,
} from '@galley/shared/api/house-style.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { cleanName } from '@galley/shared/text/characters.ts';
import { CsvError, parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { unmarked } from '../http/csv.ts';

/** What each column is called; the first name is the one under which the list is given out. */
const columns = {
  avoid: ['avoid', 'not to write', 'nicht schreiben', 'vermeiden', 'wort'],
  prefer: ['prefer', 'instead', 'stattdessen', 'besser'],
  note: ['note', 'anmerkung', 'notiz'],
  language: ['language', 'sprache', 'in texts in', 'in texten auf'],
  owner: ['owner', 'whom to ask', 'wen man fragt', 'zuständig'],
} as const;
type Column = keyof typeof columns;
type NewWord = z.output<typeof newStyleWordSchema>;
type StyleLineRefusal = (typeof styleLineRefusals)[number];
const columnNames = Object.keys(columns) as Column[];

const languages: Record<string, StyleWord['language'] | undefined> = {
  '': 'both',
  both: 'both',
  beides: 'both',
  beide: 'both',
  en: 'en',
  english: 'en',
  englisch: 'en',
  de: 'de',
  german: 'de',
  deutsch: 'de',
};

/** A line of the file by its columns, without those that the file does not have, and where it begins. */
type Row = Partial<Record<Column, string>> & { avoid: string; line: number };

/** Somebody at the desk whom a line may name. */
export interface Person {
  id: UserId;
  name: string;
  email: string;
}

/** The file as a list of lines, or why it can't be read. */
export function readStyleFile(bytes: Uint8Array): Row[] | StyleFileFault {
  const text = decoded(bytes);
  if (text === null) return 'encoding';
  if (text.trim() === '') return 'empty';
  const [first = ''] = text.split('\n', 1);
  // Spreadsheets may say by which sign they divide.
  const said = /^sep=(.)$/.exec(first)?.[1];
  const body = said === undefined ? text : text.slice(text.indexOf('\n') + 1);
  const records = recordsIn(body, said ?? delimiterOf(body));
  if (records === null) return 'broken';
  const [head, ...rest] = records;
  const places = placesIn(head?.fields ?? []);
  const { avoid, ...others } = places;
  if (avoid === undefined) return 'no-columns';
  const rows = rest.map(({ fields, line }): Row => {
    const field = (place: number) => unmarked(fields[place] ?? '');
    const row: Row = { avoid: field(avoid), line: line + (said === undefined ? 0 : 1) };
    for (const [column, place] of entriesOf(others)) row[column] = field(place);
    return row;
  });
  if (rows.length === 0) return 'empty';
  return rows.length > maxStyleWords ? 'too-long' : rows;
}

/**
 * What would come of each line beside the words that there are; who imports owns words without an owner of their own. What the
 * file has no column for stays as it is.
 */
export function plannedLines(
  rows: readonly Row[],
  words: readonly StyleWord[],
  people: readonly Person[],
  me: UserId,
): StyleFileLine[] {
  const before = Map.groupBy(words, ({ avoid }) => keyOf(avoid));
  /** What the list would hold, and which of it comes from the file. */
  const list = new Map<string, NewWord[]>([...before].map(([key, some]) => [key, [...some]]));
  const fromFile = new Map<string, NewWord[]>();
  let size = words.length;
  const called = callable(people);
  return rows.map((row): StyleFileLine => {
    const { line } = row;
    const key = keyOf(row.avoid);
    const refused = (field: Column, why: StyleLineRefusal): StyleFileLine => ({
      ...{ outcome: 'refused', line, why },
      ...{ avoid: row.avoid.slice(0, 200), said: (row[field] ?? '').slice(0, 300) },
    });
    const same = before.get(key) ?? [];
    const language = languageOf(row, same);
    if (language === undefined) return refused('language', 'language-unknown');
    const entry = same.find((word) => word.language === language);
    const wanted = (row.owner ?? '').trim().toLowerCase();
    const owners = wanted === '' ? [entry?.owner ?? me] : (called.get(wanted) ?? []);
    const [owner, ...others] = entry && owners.includes(entry.owner) ? [entry.owner] : owners;
    if (owner === undefined) return refused('owner', 'owner-unknown');
    if (others.length > 0) return refused('owner', 'owner-ambiguous');
    const { data: word, error } = newStyleWordSchema.safeParse({
      ...{ avoid: row.avoid, prefer: row.prefer ?? entry?.prefer ?? '', note: row.note ?? entry?.note ?? '' },
      ...{ language, owner },
    });
    if (!word) {
      const [issue] = error.issues;
      const field = columnNames.find((column) => column === issue?.path[0]) ?? 'avoid';
      return refused(field, styleLineRefusals.find((one) => one === issue?.message) ?? 'too-long');
    }
    const clashesIn = (some: Map<string, NewWord[]>) =>
      (some.get(key) ?? []).some((other) => other !== entry && clashes(other, word));
    if (clashesIn(fromFile)) return refused('avoid', 'word-twice');
    if (clashesIn(list)) return refused('avoid', 'word-taken');
    if (!entry && size >= maxStyleWords) return refused('avoid', 'too-many');
    addTo(fromFile, key, word);
    if (!entry) {
      size += 1;
      addTo(list, key, word);
      return { outcome: 'add', line, word };
    }
    const isAsBefore = columnNames.every((column) => entry[column] === word[column]);
    return isAsBefore ? { outcome: 'same', line, word } : { outcome: 'change', line, word, before: entry };
  });
}

/** Whether two entries would be found in the same texts. */
export function clashes(
  one: Pick<StyleWord, 'avoid' | 'language'>,
  other: Pick<StyleWord, 'avoid' | 'language'>,
): boolean {
  const sameTexts = one.language === other.language || one.language === 'both' || other.language === 'both';
  return sameTexts && keyOf(one.avoid) === keyOf(other.avoid);
}

/** What words that count as the same have in common. */
function keyOf(word: string): string {
  return cleanName(word).toLowerCase();
}

function addTo<T>(groups: Map<string, T[]>, key: string, one: T): void {
  const group = groups.get(key);
  if (group) group.push(one);
  else groups.set(key, [one]);
}

/** What the row says, or the one entry of its word; undefined for what is no language of a desk. */
function languageOf(row: Row, same: readonly StyleWord[]): StyleWord['language'] | undefined {
  const [only, ...others] = same;
  if (row.language === undefined && only && others.length === 0) return only.language;
  return languages[(row.language ?? '').trim().toLowerCase()];
}

/** Who is called by each id, name and address, in lower case. */
function callable(people: readonly Person[]): ReadonlyMap<string, UserId[]> {
  const called = new Map<string, UserId[]>();
  for (const { id, name, email } of people)
    for (const one of new Set([id, name.toLowerCase(), email.toLowerCase()])) addTo(called, one, id);
  return called;
}

/** Null for what is not in UTF-8: to guess would garble words without a word. */
function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    return null;
  }
}

/** The sign that divides most of the first line. */
function delimiterOf(text: string): string {
  const [first = ''] = /\S.*/.exec(text) ?? [];
  const count = (sign: string) => first.split(sign).length;
  return [';', ',', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** The lines that are not empty, with one more than the list may have; null where a quotation mark is not closed. */
function recordsIn(text: string, delimiter: string): { fields: string[]; line: number }[] | null {
  const records: { fields: string[]; line: number }[] = [];
  try {
    parse(text, {
      ...{ delimiter, to: maxStyleWords + 2, skip_empty_lines: true, skip_records_with_empty_values: true },
      ...{ relax_column_count: true, relax_quotes: true },
      on_record: (fields: string[], { lines }) => {
        // It is counted where the record ends.
        const within = fields.reduce((sum, field) => sum + field.split('\n').length - 1, 0);
        records.push({ fields, line: lines - within });
        return null;
      },
    });
    return records;
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

function placesIn(head: readonly string[]): Partial<Record<Column, number>> {
  const places: Partial<Record<Column, number>> = {};
  head.forEach((name, place) => {
    const column = columnCalled.get(name.trim().toLowerCase());
    if (column) places[column] ??= place;
  });
  return places;
}

const columnCalled: ReadonlyMap<string, Column> = new Map(
  columnNames.flatMap((column) => columns[column].map((name) => [name, column] as const)),
);

function entriesOf(places: Partial<Record<Column, number>>): [Column, number][] {
  return columnNames.flatMap((column) => {
    const place = places[column];
    return place === undefined ? [] : [[column, place]];
  });
}
