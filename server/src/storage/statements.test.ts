import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { keepingStatements } from './statements.ts';

function open() {
  const database = new Database(':memory:');
  database.exec('create table "word" ("text" text)');
  database.exec(`insert into "word" values ('harbor'), ('ferry')`);
  return keepingStatements(database);
}

test('a statement that is asked for again is the same one', () => {
  const database = open();
  const question = 'select "text" from "word" where "text" = ?';
  expect(database.prepare(question).all(['ferry'])).toEqual([{ text: 'ferry' }]);
  expect(database.prepare(question)).toBe(database.prepare(question));
  expect(database.prepare(question).all(['harbor'])).toEqual([{ text: 'harbor' }]);
  database.close();
});

test('a change of the tables shows in a statement that was made before it', () => {
  const database = open();
  const question = 'select * from "word" limit 1';
  expect(database.prepare(question).all([])).toEqual([{ text: 'harbor' }]);
  database.prepare('alter table "word" add column "length" integer').run([]);
  expect(database.prepare(question).all([])).toEqual([{ text: 'harbor', length: null }]);
  database.close();
});

test('a statement whose rows are still being read is not asked for others meanwhile', () => {
  const database = open();
  const question = 'select "text" from "word"';
  const rows = database.prepare(question).iterate([]);
  rows.next();
  expect(database.prepare(question).all([])).toHaveLength(2);
  expect([...rows]).toHaveLength(1);
  database.close();
});
