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
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';

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

/** A line of the file by its columns, and where it begins. */
type Row = Record<Column, string> & { line: number };

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
  if (places.avoid === -1) return 'no-columns';
  const rows = rest
    .map(({ fields, line }): Row => {
      const field = (column: Column) => asWritten(fields[places[column]] ?? '');
      const all = Object.fromEntries(columnNames.map((column) => [column, field(column)]));
      return { ...(all as Record<Column, string>), line: line + (said === undefined ? 0 : 1) };
    })
    .filter((row) => columnNames.some((column) => row[column].trim() !== ''));
  if (rows.length === 0) return 'empty';
  return rows.length > maxStyleWords ? 'too-long' : rows;
}

/** What would come of each line beside the words that there are; who imports owns words without an owner of their own. */
export function plannedLines(
  rows: readonly Row[],
  words: readonly StyleWord[],
  people: readonly Person[],
  me: UserId,
): StyleFileLine[] {
  /** What the list would hold, and which of it comes from the file. */
  const list: NewWord[] = [...words];
  const fromFile: NewWord[] = [];
  return rows.map((row): StyleFileLine => {
    const { line } = row;
    const refused = (field: Column, why: StyleLineRefusal): StyleFileLine => ({
      ...{ outcome: 'refused', line, why },
      ...{ avoid: row.avoid.slice(0, 200), said: row[field].slice(0, 300) },
    });
    const language = languages[row.language.trim().toLowerCase()];
    if (language === undefined) return refused('language', 'language-unknown');
    const before = words.find((word) => isSame(word.avoid, row.avoid) && word.language === language);
    const owners = row.owner.trim() === '' ? [before?.owner ?? me] : ownersCalled(people, row.owner);
    const [owner, ...others] = owners;
    if (owner === undefined) return refused('owner', 'owner-unknown');
    if (others.length > 0) return refused('owner', 'owner-ambiguous');
    const { data: word, error } = newStyleWordSchema.safeParse({
      ...{ avoid: row.avoid, prefer: row.prefer, note: row.note },
      ...{ language, owner },
    });
    if (!word) {
      const [issue] = error.issues;
      const field = columnNames.find((column) => column === issue?.path[0]) ?? 'avoid';
      return refused(field, styleLineRefusals.find((one) => one === issue?.message) ?? 'too-long');
    }
    if (fromFile.some((other) => clashes(other, word))) return refused('avoid', 'word-twice');
    if (list.some((other) => other !== before && clashes(other, word))) return refused('avoid', 'word-taken');
    if (!before && list.length >= maxStyleWords) return refused('avoid', 'too-many');
    fromFile.push(word);
    if (!before) {
      list.push(word);
      return { outcome: 'add', line, word };
    }
    const isAsBefore = columnNames.every((column) => before[column] === word[column]);
    return isAsBefore ? { outcome: 'same', line, word } : { outcome: 'change', line, word, before };
  });
}

/** Whether two entries would be found in the same texts. */
export function clashes(
  one: Pick<StyleWord, 'avoid' | 'language'>,
  other: Pick<StyleWord, 'avoid' | 'language'>,
): boolean {
  const sameTexts = one.language === other.language || one.language === 'both' || other.language === 'both';
  return sameTexts && isSame(one.avoid, other.avoid);
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function ownersCalled(people: readonly Person[], written: string): UserId[] {
  const wanted = written.trim().toLowerCase();
  return people
    .filter(
      ({ id, name, email }) => id === wanted || [name, email].some((one) => one.toLowerCase() === wanted),
    )
    .map(({ id }) => id);
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
  const [first = ''] = text.split('\n', 1);
  const count = (sign: string) => first.split(sign).length;
  return [';', ',', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** What the parser gives with its counts, which its types do not know. */
const recordsSchema = z.array(
  z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }),
);

/** Null where a quotation mark is not closed. */
function recordsIn(text: string, delimiter: string): { fields: string[]; line: number }[] | null {
  try {
    const read = parse(text, { delimiter, info: true, relax_column_count: true, relax_quotes: true });
    return recordsSchema.parse(read).map(({ record, info }) => {
      // It is counted where the record ends.
      const within = record.reduce((sum, field) => sum + field.split('\n').length - 1, 0);
      return { fields: record, line: info.lines - within };
    });
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

function placesIn(head: readonly string[]): Record<Column, number> {
  const named = head.map((name) => name.trim().toLowerCase());
  const place = (column: Column) =>
    named.findIndex((name) => (columns[column] as readonly string[]).includes(name));
  return Object.fromEntries(columnNames.map((column) => [column, place(column)])) as Record<Column, number>;
}

/** Without the sign by which the list's own files keep spreadsheets from taking a word for a formula. */
function asWritten(field: string): string {
  return /^'[=+\-@\t\r]/.test(field) ? field.slice(1) : field;
}
