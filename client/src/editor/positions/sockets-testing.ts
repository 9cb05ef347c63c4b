// For tests: the real server in a process of its own, and people with editors who are connected to it by real sockets.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { documentNameOf, type SectionId } from '@galley/shared/ids.ts';
import { ownVersions } from '@galley/shared/wire/messages.ts';
import { HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { expect, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { ArticleProvider } from '../../collab/article-provider.ts';
import { RegionEditors } from '../region-editors.ts';
import { TestEditor } from './editors-testing.ts';
import { followBlocks } from './follow-block.ts';

export interface RunningServer {
  url: string;
  stop(): Promise<void>;
}

/** Starts it on a port of its own with the people of the demo. */
export async function startServer(): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'galley-together-'));
  const child = spawn('node', ['server/src/main.ts'], {
    env: {
      ...process.env,
      DATA_DIR: folder,
      PORT: '0',
      DEMO: 'on',
      LOG_LEVEL: 'warn',
      DATABASE_URL: '',
      REDIS_URL: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`The server ended with ${code} before it listened.`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /Galley is at (http:\/\/\S+?)\/desk/.exec(line)?.[1];
      if (found) resolve(found);
    });
  });
  return {
    url,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Gives the cookies of one of the demo's people. */
export async function signIn(server: RunningServer, name: string): Promise<string> {
  const response = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { origin: server.url, 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${name}@demo.example`, password: 'galley-demo' }),
  });
  expect(response.ok).toBe(true);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Gives the id of a new article. */
export async function newArticle(server: RunningServer, cookie: string): Promise<string> {
  const made = await fetch(`${server.url}/api/articles`, {
    method: 'POST',
    headers: { origin: server.url, 'content-type': 'application/json', cookie },
    body: JSON.stringify({ template: 'news', language: 'en' }),
  });
  const { id } = (await made.json()) as { id: string };
  return id;
}

/** One person with an editor that is bound to the article on the server. */
export class Person {
  readonly name: string;
  readonly words: string[] = [];
  readonly provider: ArticleProvider;
  readonly #line: HocuspocusProviderWebsocket;
  readonly editors = new RegionEditors();
  #editor: TestEditor | null = null;
  #others: TestEditor[] = [];

  constructor(server: RunningServer, name: string, cookie: string, article: string) {
    this.name = name;
    // The provider makes its sockets without headers.
    class SignedIn extends WebSocket {
      constructor(url: string) {
        super(url, { headers: { cookie, origin: server.url } });
      }
    }
    this.#line = new HocuspocusProviderWebsocket({
      url: `${server.url.replace('http', 'ws')}/api/collab`,
      WebSocketPolyfill: SignedIn,
    });
    this.provider = new ArticleProvider({
      websocketProvider: this.#line,
      name: documentNameOf(article as never),
      document: new Y.Doc(),
      token: JSON.stringify(ownVersions),
    });
    this.provider.attach();
  }

  async open(root: string): Promise<void> {
    await vi.waitFor(() => expect(this.provider.isSynced).toBe(true), { timeout: 30_000 });
    this.#editor = new TestEditor(this.provider.document, root);
  }

  /** The page with several sections, one editor each, and the caret's way from one to the other. */
  async openPage(sections: readonly SectionId[]): Promise<RegionEditors> {
    const [first, ...others] = sections;
    await this.open(`section:${first}`);
    this.#others = others.map((id) => new TestEditor(this.provider.document, `section:${id}`, this.own));
    this.editors.setOrder(sections);
    for (const [index, { editor }] of [this.own, ...this.#others].entries()) {
      // All people share the one document of jsdom; each has a page of their own.
      editor.view.hasFocus = () => true;
      this.editors.register(sections[index] as SectionId, editor);
    }
    followBlocks(this.provider.document, this.editors);
    return this.editors;
  }

  /** The page's texts, section by section. */
  get texts(): string[] {
    return [this.own, ...this.#others].map(({ marked }) => marked.replace(/[[\]|]/g, ''));
  }

  /** Resolves when the next change of somebody else has come, whether it is shown or not. */
  nextChange(): Promise<void> {
    return new Promise((resolve) => {
      const onMessage = ({ data }: { data: ArrayBuffer }) => {
        const bytes = new Uint8Array(data);
        // Behind the document's name: a message of the document, and in it an update.
        const at = 1 + (bytes[0] ?? 0);
        if (bytes[at] !== 0 || bytes[at + 1] !== 2) return;
        this.#line.off('message', onMessage);
        resolve();
      };
      this.#line.on('message', onMessage);
    });
  }

  /** Takes the line away, or brings it back. */
  async goOffline(): Promise<void> {
    const closed = new Promise((resolve) => this.#line.on('close', resolve));
    this.#line.disconnect();
    await closed;
  }

  goOnline(): void {
    void this.#line.connect();
  }

  get own(): TestEditor {
    if (!this.#editor) throw new Error('The editor is not open.');
    return this.#editor;
  }

  get text(): string {
    return this.own.marked.replace(/[[\]|]/g, '');
  }

  close(): void {
    for (const other of this.#others) other.editor.destroy();
    this.#editor?.destroy();
    this.provider.destroy();
    this.#line.destroy();
  }
}

/** Lets the sockets be read, as between two keys. */
export const betweenKeys = () => new Promise((resolve) => setImmediate(resolve));
