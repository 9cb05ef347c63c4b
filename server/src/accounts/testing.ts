// Accounts for tests: the real routes over a storage on a free port, people of each role, and browsers that keep their
// cookies, so that a test of any route can ask it as whoever it likes.
import { randomBytes, scryptSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Role } from '@galley/shared/access/roles.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { verifyPassword } from 'better-auth/crypto';
import express, { type Router } from 'express';
import { pino } from 'pino';
import { createNotes } from '../audit/notes.ts';
import { handleErrors } from '../http/error-handler.ts';
import { refuseUnknown, routesOf } from '../http/routes.ts';
import type { EmailQueue } from '../mail/email-queue.ts';
import { refuseForeignOrigins } from '../net/origin.ts';
import type { Storage } from '../storage/storage.ts';
import { type Accounts, type AccountsOptions, createAccounts } from './accounts.ts';
import type { Passwords } from './passwords.ts';

/** The password of everybody whom `openAccounts` makes. */
export const testPassword = 'correct horse battery';

/**
 * scrypt at a thousandth of the cost that passwords of people have: a test signs in several people, which would be most of
 * its work. Compares real hashes too, as the command line makes them.
 */
export const quickHashing: Passwords = {
  hash: async (password) => {
    const salt = randomBytes(8).toString('hex');
    return `quick:${salt}:${quickHash(password, salt)}`;
  },
  verify: async ({ hash, password }) => {
    const [kind, salt = '', key] = hash.split(':');
    if (kind !== 'quick') return await verifyPassword({ hash, password });
    return key === quickHash(password, salt);
  },
};

function quickHash(password: string, salt: string): string {
  return scryptSync(password.normalize('NFKC'), salt, 32, { N: 16 }).toString('hex');
}

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test says itself what it expects of the body
  body: any;
}

export interface TestAccounts {
  accounts: Accounts;
  url: string;
  /** A browser in which nobody is signed in. */
  visitor(): Browser;
  /** A browser of its own for the person of this role, who is signed in. */
  as(role: Role): Promise<Browser>;
  /** The id and the email address of the person of this role. */
  person(role: Role): Promise<{ id: UserId; email: string }>;
  close(): Promise<void>;
}

interface TestOptions extends Partial<AccountsOptions> {
  /** How many proxies the application believes. */
  trustProxy?: number;
  /** Further routes to serve, over these accounts. */
  routers?: (accounts: Accounts, origin: string) => Router[];
}

/** Serves accounts over this storage. Closing leaves the storage open. */
export async function openAccounts(storage: Storage, options: TestOptions = {}): Promise<TestAccounts> {
  const { trustProxy = 0, routers = () => [], ...rest } = options;
  const app = express();
  app.set('trust proxy', trustProxy);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { origins = [url] } = options;
  const log = pino({ level: 'silent' });
  const notes = createNotes({ storage, log });
  const accounts = await createAccounts({
    storage,
    origin: url,
    timeZone: async () => 'Europe/Berlin',
    secret: null,
    hashing: quickHashing,
    notes,
    emails: noEmails,
    siteName: async () => 'The Galley Post',
    log,
    ...rest,
    origins,
  });
  app.use('/api', refuseForeignOrigins(origins));
  app.use(accounts.router, ...routers(accounts, url));
  app.use('/api', refuseUnknown(routesOf(app)));
  app.use(handleErrors(log));

  const people = new Map<Role, Promise<{ id: UserId; email: string }>>();
  const person = (role: Role) => {
    const made = people.get(role) ?? makePerson(accounts, role);
    people.set(role, made);
    return made;
  };
  return {
    accounts,
    url,
    visitor: () => new Browser(url),
    as: async (role) => {
      const { email } = await person(role);
      const browser = new Browser(url);
      const answer = await browser.signIn(email);
      if (answer.status !== 204) throw new Error(`The ${role} could not sign in: ${answer.status}`);
      return browser;
    },
    person,
    close: async () => {
      await accounts.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Of a desk without a mail server; a test that sends e-mails brings a queue of its own. */
const noEmails: EmailQueue = {
  ready: false,
  enqueue: () => Promise.reject(new Error('This desk sends no e-mail.')),
  wake: () => {},
};

async function makePerson(accounts: Accounts, role: Role): Promise<{ id: UserId; email: string }> {
  const email = `${role}@test.example`;
  const name = `${role.slice(0, 1).toUpperCase()}${role.slice(1)} Person`;
  return { id: await accounts.addPerson({ name, email, password: testPassword, role }), email };
}

/** Asks over HTTP as a browser does: with its cookies and its page's origin. */
export class Browser {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();

  constructor(url: string) {
    this.#url = url;
  }

  /** What it sends as its `Cookie` header. */
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Puts a cookie in place, as an attacker might. */
  set cookie(pair: string) {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    this.#cookies.set(name, value);
  }

  signIn(email: string, password = testPassword, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask('POST', '/api/auth/sign-in/email', { email, password }, headers);
  }

  /** Sends a request with a JSON body; a string and bytes are sent as they are. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(this.#url + path, {
      method,
      redirect: 'manual',
      headers: {
        origin: this.#url,
        ...(this.#cookies.size === 0 ? {} : { cookie: this.cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw(body) ? body : JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  #keep(cookie: string): void {
    const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
    if (/max-age=0/i.test(cookie) || value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

function isRaw(body: unknown): body is string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' || body instanceof Uint8Array;
}
