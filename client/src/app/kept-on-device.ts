// What the desk keeps on this device for one person: copies of articles, how much of them is unsent, rescued text, and
// comments and suggestions on their way. All of it is found here, so that signing out can take it away without loading
// the editor.
import { type ArticleId, isId, type UserId } from '@galley/shared/ids.ts';
import { schemaVersion } from '@galley/shared/wire/messages.ts';
import { lateKeys } from '../outbox/late-commands.ts';
import { countWaiting, outboxName } from '../outbox/outbox-database.ts';

/** The database that holds a person's copy of an article as one schema knows it. */
export function copyName(article: ArticleId, user: UserId, schema: number = schemaVersion): string {
  return copiesStart(user, schema) + article;
}

/** How the names of all copies of a person begin. */
function copiesStart(user: UserId, schema: number = schemaVersion): string {
  return `galley:${schema}:${user}:`;
}

/** Where it is written how many changes of that copy the server has not acknowledged. */
export function unsentKey(copy: string): string {
  return `${copy}:unsent`;
}

/** Where it is written under which Yjs client ids the person has written in that copy. */
export function ownKey(copy: string): string {
  return `${copy}:own`;
}

/** Where a person's rescued text of an article is. */
export function rescuedKey(article: ArticleId, user: UserId): string {
  return `galley:rescued:${user}:${article}`;
}

/** Where the comments are that a person has begun in an article and not sent. */
export function draftsKey(article: ArticleId, user: UserId): string {
  return draftsStart(user) + article;
}

function draftsStart(user: UserId): string {
  return `galley:drafts:${user}:`;
}

/** The schemas other than this one that have left a copy of the article here. */
export async function otherSchemasWithCopy(article: ArticleId, user: UserId): Promise<number[]> {
  const names = await databaseNames();
  const schemas = names.map((name) => Number(/^galley:(\d+):/.exec(name)?.[1]));
  return schemas.filter(
    (schema, index) => schema !== schemaVersion && names[index] === copyName(article, user, schema),
  );
}

const writers = new Set<() => void>();

/** Has `write` called before anybody looks at what is kept here: what is due to be written is written then. Gives its end. */
export function onLooking(write: () => void): () => void {
  writers.add(write);
  return () => writers.delete(write);
}

/** The articles of which the person has changes here that the server lacks. */
export function articlesWithUnsent(user: UserId): ArticleId[] {
  for (const write of writers) write();
  const prefix = copiesStart(user);
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix) && key.endsWith(unsentKey('')))
    .map((key) => key.slice(prefix.length, -unsentKey('').length))
    .filter((article) => isId<ArticleId>(article));
}

/** Whether something of the person's is kept here and nowhere else. */
export async function keepsUnsent(user: UserId): Promise<boolean> {
  for (const write of writers) write();
  return keysOf(user).length > 0 || (await countWaiting(user)) > 0;
}

/** Deletes all that is kept here for the person. */
export async function forgetPerson(user: UserId): Promise<void> {
  const ids = Object.keys(localStorage).filter((key) => copyOf(user).test(key) && key.endsWith(ownKey('')));
  for (const key of [...keysOf(user), ...ids]) localStorage.removeItem(key);
  const names = await databaseNames();
  const own = names.filter((name) => copyOf(user).test(name));
  await Promise.all([...own, outboxName(user)].map(deleteDatabase));
}

/** Deletes a database; one that is open somewhere goes when it is closed there. */
export function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => resolve();
    request.onblocked = () => resolve();
  });
}

/** Marks of unsent changes, trays of rescued text, begun comments, and commands given while a page went away. */
function keysOf(user: UserId): string[] {
  return Object.keys(localStorage).filter(
    (key) =>
      key.startsWith(lateKeys(user)) ||
      key.startsWith(`galley:rescued:${user}:`) ||
      key.startsWith(draftsStart(user)) ||
      (copyOf(user).test(key) && key.endsWith(':unsent')),
  );
}

function copyOf(user: UserId): RegExp {
  return new RegExp(`^galley:\\d+:${user}:`);
}

async function databaseNames(): Promise<string[]> {
  // Private windows of some browsers have none, or do not tell.
  const databases = await indexedDB.databases?.().catch(() => []);
  return (databases ?? []).flatMap(({ name }) => name ?? []);
}
