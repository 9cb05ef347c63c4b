// @vitest-environment jsdom
// Three people write in one section of the real server, over real sockets, at the same time: they type words letter by
// letter while another splits, joins, moves, formats and undoes around them. Each word stays in one piece.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { outlineMap } from '@galley/shared/article/document.ts';
import { documentNameOf, type SectionId } from '@galley/shared/ids.ts';
import { ownVersions } from '@galley/shared/wire/messages.ts';
import { HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { ArticleProvider } from '../../collab/article-provider.ts';
import { UndoSteps } from '../../collab/undo-steps.ts';
import { RegionEditors } from '../region-editors.ts';
import { BlockMoves, type BlockSpot } from '../tools/block-moves.ts';
import { acts } from './acts-testing.ts';
import { TestEditor } from './editors-testing.ts';
import { followBlocks } from './follow-block.ts';

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

async function startServer() {
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

async function signIn(name: string): Promise<string> {
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

async function newArticle(cookie: string): Promise<string> {
  const made = await fetch(`${server.url}/api/articles`, {
    method: 'POST',
    headers: { origin: server.url, 'content-type': 'application/json', cookie },
    body: JSON.stringify({ template: 'news', language: 'en' }),
  });
  const { id } = (await made.json()) as { id: string };
  return id;
}

/** One person with an editor that is bound to the article on the server. */
class Person {
  readonly name: string;
  readonly words: string[] = [];
  readonly provider: ArticleProvider;
  readonly #line: HocuspocusProviderWebsocket;
  readonly editors = new RegionEditors();
  #editor: TestEditor | null = null;
  #others: TestEditor[] = [];

  constructor(name: string, cookie: string, article: string) {
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

/** A place between two words, or at an end of a block: never inside what somebody types. */
function placeIn({ editor }: TestEditor, choice: number): number {
  const places: number[] = [];
  editor.state.doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    const text = node.textContent;
    for (let offset = 0; offset <= text.length; offset += 1)
      if (offset === 0 || text[offset - 1] === ' ') places.push(position + 1 + offset);
    return false;
  });
  return places[choice % places.length] ?? 1;
}

/** Makes the block of the caret bold, or not bold anymore. */
function formatBlock({ editor }: TestEditor): void {
  const { $from } = editor.state.selection;
  editor.commands.setTextSelection({ from: $from.start(), to: $from.end() });
  editor.commands.toggleMark('bold');
}

interface Act {
  type: 'word' | 'format' | 'undo';
  place: number;
}

const act = (...types: Act['type'][]) =>
  fc.record<Act>({
    type: fc.constantFrom(...types),
    place: fc.nat({ max: 1000 }),
  });

/** Two people type, and one types, formats and undoes. */
const plans = fc.tuple(
  fc.array(act('word'), { minLength: 4, maxLength: 6 }),
  fc.array(act('word'), { minLength: 4, maxLength: 6 }),
  fc.array(act('word', 'format', 'undo'), { minLength: 5, maxLength: 8 }),
);

/** Lets the sockets be read, as between two keys. */
const betweenKeys = () => new Promise((resolve) => setImmediate(resolve));

async function perform(person: Person, { type, place }: Act): Promise<void> {
  const { own } = person;
  own.endStep();
  own.editor.commands.setTextSelection(placeIn(own, place));
  if (type === 'word') {
    const word = `${person.name}${person.words.length}qrst`;
    person.words.push(word);
    for (const letter of `${word} `) {
      own.editor.view.dispatch(own.editor.state.tr.insertText(letter));
      await betweenKeys();
    }
  } else {
    formatBlock(own);
    await betweenKeys();
    if (type === 'undo') own.editor.commands.undo();
  }
  own.endStep();
}

async function round(cookies: readonly string[], plan: readonly (readonly Act[])[]): Promise<void> {
  const id = await newArticle(cookies[0] ?? '');
  const people = ['A', 'B', 'C'].map((name, index) => new Person(name, cookies[index] ?? '', id));
  try {
    const [first] = people;
    if (!first) return;
    await vi.waitFor(() => expect(first.provider.isSynced).toBe(true), { timeout: 30_000 });
    const { document } = first.provider;
    // A section that may hold headings and lists.
    const [section] = [...outlineMap(document)].find(([, one]) => one.get('kind') === 'news') ?? [];
    for (const person of people) await person.open(`section:${section}`);
    first.own.editor.commands.setContent(
      '<p>Anfang der Zeile. </p><p>Die Mitte der Zeile. </p><p>Ende der Zeile. </p>',
    );
    const agree = () =>
      vi.waitFor(
        () => {
          for (const { provider, text } of people) {
            expect(provider.unsyncedChanges).toBe(0);
            expect(text).toBe(first.text);
          }
        },
        { timeout: 20_000, interval: 20 },
      );
    await agree();
    // Each person goes through their own part, beside the others.
    await Promise.all(
      people.map(async (person, index) => {
        for (const one of plan[index] ?? []) await perform(person, one);
      }),
    );
    await agree();
    for (const { words } of people)
      for (const word of words) expect(first.text.split(word), `${word} in ${first.text}`).toHaveLength(2);
  } finally {
    for (const person of people) person.close();
  }
}

test('the words of three people who type in the same paragraphs stand in one piece each', async () => {
  const cookies = await Promise.all(['amira', 'jonas', 'nora'].map(signIn));
  await fc.assert(
    fc.asyncProperty(plans, (plan) => round(cookies, plan)),
    { numRuns: 6, seed: 8, endOnFailure: true },
  );
});

test('what one types into a block goes with it, however often a colleague moves it meanwhile', async () => {
  const cookies = await Promise.all(['amira', 'jonas'].map(signIn));
  const id = await newArticle(cookies[0] ?? '');
  const [anna, ben] = ['A', 'B'].map((name, index) => new Person(name, cookies[index] ?? '', id)) as [
    Person,
    Person,
  ];
  try {
    await vi.waitFor(() => expect(anna.provider.isSynced).toBe(true), { timeout: 30_000 });
    const { document } = anna.provider;
    const sections = [...outlineMap(document).keys()].slice(0, 2) as [SectionId, SectionId];
    const agree = () =>
      vi.waitFor(
        () => {
          expect([anna, ben].map(({ provider }) => provider.unsyncedChanges)).toEqual([0, 0]);
          expect(ben.texts).toEqual(anna.texts);
        },
        { timeout: 20_000, interval: 20 },
      );
    await anna.openPage(sections);
    const editors = await ben.openPage(sections);
    anna.own.editor.commands.setContent('<p>First of all.</p><p>And then.</p>');
    anna.editors.of(sections[1])?.commands.setContent('<p>Later on.</p><p>At last.</p>');
    await agree();
    ben.own.editor.commands.setTextSelection(ben.own.at(' of all'));
    editors.setActive(sections[0]);
    const letters = 'abcdefghijklmnopqrstuvwxyz'.repeat(3);
    const moves = new BlockMoves(anna.editors, new UndoSteps(anna.own.undo), () => null);
    const spot = (): BlockSpot => {
      for (const region of sections) {
        const index =
          anna.editors
            .of(region)
            ?.state.doc.children.findIndex(({ textContent }) => textContent.startsWith('First')) ?? -1;
        if (index !== -1) return { region, index };
      }
      throw new Error('The block is gone.');
    };
    for (const [count, letter] of [...letters].entries()) {
      // What a key does acts on the caret where it is at that moment.
      const { active } = editors;
      active?.view.dispatch(active.state.tr.insertText(letter));
      if (count % 10 === 9) {
        const from = spot();
        const to = (count + 1) % 20 === 0 ? sections[0] : sections[1];
        if (count % 30 === 9) moves.moveBy(from, from.index === 0 ? 1 : -1);
        else await moves.moveTo(from, { region: to, index: 1 });
      }
      await betweenKeys();
    }
    await agree();
    const all = anna.texts.join('/');
    expect(all, all).toContain(`First${letters} of all.`);
    expect(all.split('First')).toHaveLength(2);
    for (const words of ['And then.', 'Later on.', 'At last.']) expect(all.split('/')).toContain(words);
  } finally {
    for (const person of [anna, ben]) person.close();
  }
});

/** Two people in one new article. */
async function inNewArticle(cookies: readonly string[], use: (one: Person, other: Person) => Promise<void>) {
  const id = await newArticle(cookies[0] ?? '');
  const people = ['A', 'B'].map((name, index) => new Person(name, cookies[index] ?? '', id));
  const [one, other] = people as [Person, Person];
  try {
    for (const { provider } of people)
      await vi.waitFor(() => expect(provider.isSynced).toBe(true), { timeout: 30_000 });
    await use(one, other);
  } finally {
    for (const person of people) person.close();
  }
}

const figureTextTypes = ['figureCaption', 'figureCredit', 'figureAlt'];

/** Puts the caret at the end of a text of the picture, or of the line where there is none. */
function goToEnd({ editor }: TestEditor, type: string): void {
  editor.state.doc.descendants((node, position) => {
    if (node.type.name === type) editor.commands.setTextSelection(position + 1 + node.content.size);
  });
}

test('two people in the words of pictures lose nothing, though one of them is offline for a while', async () => {
  const cookies = await Promise.all(['amira', 'jonas'].map(signIn));
  await inNewArticle(cookies, async (one, other) => {
    const { document } = one.provider;
    const [section] = [...outlineMap(document)].find(([, entry]) => entry.get('kind') === 'news') ?? [];
    for (const root of [`section:${section}`, 'lead-alt', 'lead-caption', 'lead-credit']) {
      const isSection = root.startsWith('section');
      for (const person of [one, other]) await person.open(root);
      if (isSection) one.own.editor.commands.insertContentAt(0, { type: 'figure', attrs: { media: 'ship' } });
      await vi.waitFor(() => expect(other.text).toBe(one.text));
      for (const type of isSection ? figureTextTypes : ['line']) {
        await vi.waitFor(() => expect(other.own.editor.getHTML()).toBe(one.own.editor.getHTML()));
        for (const { own } of [one, other]) goToEnd(own, type);
        const words = ['one', 'other'].map((who) => `${who}:${root}:${type}.`.toLowerCase());
        for (let index = 0; index < 50; index += 1) {
          if (index === 20) await other.goOffline();
          for (const [at, { own }] of [one, other].entries())
            own.editor.view.dispatch(own.editor.state.tr.insertText(words[at]?.[index] ?? ''));
          await betweenKeys();
        }
        other.goOnline();
        await vi.waitFor(
          () => {
            expect(one.provider.unsyncedChanges + other.provider.unsyncedChanges).toBe(0);
            expect(other.provider.isSynced).toBe(true);
            expect(other.text).toBe(one.text);
            for (const word of words) expect(one.text.split(word), `${word} in ${one.text}`).toHaveLength(2);
          },
          { timeout: 30_000, interval: 20 },
        );
      }
    }
  });
});

test('a word that is being composed stays in one piece where it is, whatever somebody does in front of it', async () => {
  const cookies = await Promise.all(['amira', 'jonas'].map(signIn));
  await inNewArticle(cookies, async (one, other) => {
    const { document } = one.provider;
    const [section] = [...outlineMap(document)].find(([, entry]) => entry.get('kind') === 'news') ?? [];
    for (const person of [one, other]) await person.open(`section:${section}`);
    const before = '<p>Anfang.</p><p>Die Mitte der Zeile.</p><p>Ende.</p>';
    for (const act of Object.values(acts)) {
      one.own.editor.commands.setContent(before);
      await vi.waitFor(() => expect(other.text).toBe(one.text));
      const { editor } = one.own;
      editor.commands.setTextSelection(one.own.at(' der'));
      // As an input method does it: each letter takes the place of all that is composed so far.
      const compose = (word: string, last: string) => {
        one.provider.composes();
        const { head } = editor.state.selection;
        editor.view.dispatch(editor.state.tr.insertText(word, head - last.length, head));
      };
      compose('n', '');
      await vi.waitFor(() => expect(other.text).toContain('Mitten der'));
      const came = one.nextChange();
      act(other.own, 3);
      await came;
      compose('ni', 'n');
      compose('日本', 'ni');
      one.provider.composed();
      await vi.waitFor(() => {
        expect([one, other].map(({ provider }) => provider.unsyncedChanges)).toEqual([0, 0]);
        expect(other.text).toBe(one.text);
        expect(one.text).toMatch(/(Mit|M)te日本 der/);
        expect(one.text.split('日本')).toHaveLength(2);
      });
    }
  });
});
