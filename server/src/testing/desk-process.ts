// A whole Galley for tests, as a process of its own on a free port, as `npm start` runs it, and editors who use it.
import type { ArticleId } from '@galley/shared/ids.ts';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { createAccounts } from '../accounts/accounts.ts';
import { Browser, testPassword } from '../accounts/testing.ts';
import { createNotes } from '../audit/notes.ts';
import { TestClient } from '../collab/testing.ts';
import { createMail } from '../mail/mail.ts';
import { type Killable, startKillable } from '../storage/killable.ts';
import type { TestDatabase } from '../storage/testing.ts';

export interface DeskProcess {
  url: string;
  kill: Killable['kill'];
  signal: Killable['signal'];
}

interface StartOptions {
  port?: string;
  redisUrl?: string;
  origins?: string;
  /** Further environment variables. */
  settings?: Readonly<Record<string, string>>;
}

/** Starts Galley on a database; on the same port as an earlier one where that is given. */
export async function startDesk(
  { url: databaseUrl = '', dataDir }: Pick<TestDatabase, 'url' | 'dataDir'>,
  { port = '0', redisUrl = '', origins = '', settings = {} }: StartOptions = {},
): Promise<DeskProcess> {
  const started = startKillable(new URL('../main.ts', import.meta.url), {
    env: {
      PORT: port,
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      ALLOWED_ORIGINS: origins,
      DEMO: 'off',
      LOG_LEVEL: 'silent',
      ...settings,
    },
  });
  const url = /http:\/\/\S+?(?=\/desk)/.exec(await started.line(/Galley is at/))?.[0];
  if (url === undefined) throw new Error('Galley did not say where it is.');
  return { url, kill: started.kill, signal: started.signal };
}

/** Adds editors of these names to a database; to be called while no Galley runs on it. */
export async function addEditors(place: Pick<TestDatabase, 'open'>, names: readonly string[]): Promise<void> {
  const storage = await place.open();
  const origin = 'http://127.0.0.1';
  const log = pino({ level: 'silent' });
  const notes = createNotes({ storage, log });
  const mail = createMail({ storage, post: null, log });
  const accounts = await createAccounts({
    storage,
    origin,
    origins: [origin],
    timeZone: async () => 'UTC',
    secret: null,
    notes,
    emails: mail,
    siteName: async () => 'The Galley Post',
    log,
  });
  for (const name of names)
    await accounts.addPerson({ name, email: emailOf(name), password: testPassword, role: 'editor' });
  await accounts.close();
  await mail.close();
  await storage.close();
}

/** An editor in front of a browser. */
export class TestEditor {
  #browser: Browser;
  #url: string;

  private constructor(url: string) {
    this.#url = url;
    this.#browser = new Browser(url);
  }

  /** Signs one of those in whom `addEditors` has added. */
  static async signIn(name: string, { url }: Pick<DeskProcess, 'url'>): Promise<TestEditor> {
    const editor = new TestEditor(url);
    const { status } = await editor.#browser.signIn(emailOf(name));
    if (status !== 204) throw new Error(`${name} could not sign in: ${status}`);
    return editor;
  }

  async newArticle(): Promise<ArticleId> {
    const { status, body } = await this.#browser.ask('POST', '/api/articles', {
      template: 'news',
      language: 'en',
    });
    if (status !== 201) throw new Error(`No article was made: ${status} ${JSON.stringify(body)}`);
    return body.id;
  }

  /** Asks over HTTP, as this person. */
  ask(...request: Parameters<Browser['ask']>): ReturnType<Browser['ask']> {
    return this.#browser.ask(...request);
  }

  /** Follows live events on this node, or on another one. */
  follow({ url } = { url: this.#url }): WebSocket {
    const headers = { cookie: this.#browser.cookie };
    return new WebSocket(`${url.replace('http', 'ws')}/api/live`, { headers, origin: url });
  }

  /** Opens an article on this node, or on another one, which has the same sessions. */
  open(article: ArticleId, { url } = { url: this.#url }): TestClient {
    const desk = { url: `${url.replace('http', 'ws')}/api/collab`, origin: url };
    return new TestClient(desk, this.#browser.cookie, article);
  }
}

function emailOf(name: string): string {
  return `${name}@test.example`;
}
