// The articles' part of a desk for tests: real rows and real HTTP, with people by name in a header and documents in
// memory, so that a test of the board needs neither passwords nor sockets.

import type { AddressInfo } from 'node:net';
import type { Role } from '@galley/shared/access/roles.ts';
import type { Me } from '@galley/shared/api/people.ts';
import { builtInTemplates } from '@galley/shared/article/built-in-templates.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { LiveEvent } from '@galley/shared/wire/live.ts';
import express from 'express';
import { pino } from 'pino';
import * as Y from 'yjs';
import type { Sessions } from '../accounts/sessions.ts';
import type { Documents } from '../collab/documents.ts';
import { createOutbox } from '../events/outbox.ts';
import { handleErrors } from '../http/error-handler.ts';
import { createApprovals } from '../review/approvals.ts';
import type { Storage } from '../storage/storage.ts';
import { type Articles, createArticles } from './articles.ts';
import { createTemplateStore } from './templates.ts';

/** Documents that are kept in memory only; `change` announces each change at once. */
function memoryDocuments({ db }: Storage): Documents {
  const docs = new Map<ArticleId, Y.Doc>();
  const positions = new Map<ArticleId, number>();
  const listeners = new Set<(article: ArticleId, editor: UserId | null) => void>();
  const documentOf = (article: ArticleId) => {
    const doc = docs.get(article);
    if (!doc) throw new Error(`There is no document of ${article}.`);
    return doc;
  };
  const changed = <T>(article: ArticleId, author: UserId | null, change: (doc: Y.Doc) => T) => {
    const result = change(documentOf(article));
    positions.set(article, (positions.get(article) ?? 1) + 1);
    for (const listener of listeners) listener(article, author);
    return result;
  };
  return {
    create: async (_transaction, article, _author, fill) => {
      const doc = new Y.Doc();
      fill(doc);
      docs.set(article, doc);
    },
    read: async (article, read) => read(documentOf(article), positions.get(article) ?? 1),
    change: async (article, author, change) => changed(article, author, change),
    exclusively: async (article, work) =>
      await db.transaction().execute((transaction) =>
        work({
          transaction,
          doc: documentOf(article),
          change: async (author, change) => changed(article, author, change),
        }),
      ),
    onChanged: (listener) => void listeners.add(listener),
  };
}

/** Everybody is who the `x-test-role` header says; nobody without it. */
export const headerSessions: Sessions = {
  of: async (headers) => {
    const role = headers['x-test-role'];
    return typeof role === 'string' ? { me: testPerson(role as Role), session: `session-${role}` } : null;
  },
  evenWithoutSecondFactor: async (headers) => {
    const found = await headerSessions.of(headers);
    return found && { ...found, secondFactorRequired: false, lacksSecondFactor: false, ownPassword: true };
  },
  onChange: () => {},
};

/** The person of this role that `headerSessions` knows. */
export function testPerson(role: Role): Me {
  return {
    id: `${role}00000000` as UserId,
    name: role,
    color: '#3450c9',
    picture: null,
    role,
    active: true,
    email: `${role}@example.org`,
    language: 'en',
    clock: null,
    tourSeen: true,
    namedPublicly: false,
    secondFactor: false,
    passkeys: 0,
  };
}

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test says itself what it expects of the body
  body: any;
}

export interface TestDesk {
  articles: Articles;
  documents: Documents;
  /** What was announced to the desk so far. */
  events: LiveEvent[];
  /** Resolves with the next announcement that fits. */
  heard(fits: (event: LiveEvent) => boolean): Promise<LiveEvent>;
  /** Asks over HTTP as a person of this role, or as nobody. */
  as(role: Role | null): (method: string, path: string, body?: unknown) => Promise<Answer>;
  close(): Promise<void>;
}

/** Serves the articles' routes over this storage on a free port. Closing leaves the storage open. */
export async function openTestDesk(
  storage: Storage,
  documents = memoryDocuments(storage),
): Promise<TestDesk> {
  const events: LiveEvent[] = [];
  const log = pino({ level: 'silent' });
  const waiting = new Set<(event: LiveEvent) => void>();
  const articles = await createArticles({
    storage,
    templates: await createTemplateStore(storage, builtInTemplates),
    documents,
    approvals: createApprovals(storage),
    sessions: headerSessions,
    live: {
      announce: (event) => {
        events.push(event);
        for (const hear of waiting) hear(event);
      },
    },
    // Never started: what happens stays there as rows.
    events: createOutbox(storage, log),
    timeZone: async () => 'Europe/Berlin',
    log,
  });
  const app = express();
  app.use(articles.router);
  app.use(handleErrors(log));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    articles,
    documents,
    events,
    heard: (fits) =>
      new Promise((resolve) => {
        const hear = (event: LiveEvent) => {
          if (!fits(event)) return;
          waiting.delete(hear);
          resolve(event);
        };
        waiting.add(hear);
      }),
    as: (role) => async (method, path, body) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: {
          ...(role === null ? {} : { 'x-test-role': role }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? null : JSON.parse(text) };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Gives the person of this role the row that a real one has. */
export async function insertTestPerson({ db }: Storage, role: Role): Promise<void> {
  const { id, name, email, color } = testPerson(role);
  const at = new Date().toISOString();
  const times = { createdAt: at, updatedAt: at, lastSeenAt: null };
  await db
    .insertInto('user')
    .values({
      id,
      name,
      email,
      color,
      role,
      emailVerified: 0,
      image: null,
      active: 1,
      language: 'en',
      picture: null,
      ...times,
    })
    .execute();
}
