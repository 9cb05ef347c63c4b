// @vitest-environment jsdom
// One person suggests another headline while a colleague writes in it and the desk decides: whatever comes in which order,
// everybody's words stay in one piece.
import { writeLine } from '@galley/shared/article/read-article.ts';
import { lineExtensions } from '@galley/shared/article/schema/schema.ts';
import type { ArticleId, SuggestionId, UserId } from '@galley/shared/ids.ts';
import { applyChanges, asMade } from '@galley/shared/review/suggestions/apply.ts';
import { inverseOf } from '@galley/shared/review/suggestions/change.ts';
import { regionNode, writeRegion } from '@galley/shared/review/suggestions/region-node.ts';
import type { LineChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import { notifyManager, QueryClient } from '@tanstack/react-query';
import { Editor } from '@tiptap/core';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';
import { keys } from '../../app/query-keys.ts';
import type { DeskOutbox } from '../outbox-context.ts';
import { LineFork } from './line-fork.ts';
import type { ShownSuggestion } from './shown-suggestions.ts';
import type { SuggestionCommand } from './suggestion-commands.ts';
import { SuggestionStore } from './suggestion-store.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const me = 'ben' as UserId;
const article = 'a' as ArticleId;

// What comes is heard at once.
notifyManager.setScheduler((hear) => hear());

interface Row {
  change: LineChange;
  state: 'open' | 'accepted' | 'rejected';
}

/** The server, as far as suggestions for one headline go: the article's document, and the rows. */
class Server {
  readonly doc = new Y.Doc();
  readonly rows = new Map<SuggestionId, Row>();
  readonly #windows: Window[] = [];
  #behind: (() => void)[] = [];

  constructor(headline: string) {
    writeLine(this.doc, 'headline', headline);
  }

  /** A window of the person who suggests. */
  open(): Window {
    const window = new Window(this);
    this.#windows.push(window);
    return window;
  }

  /** What the desk knows arrives in all windows. */
  announce(): void {
    for (const window of this.#windows) window.hear();
  }

  readonly caughtUp = () => new Promise<void>((resolve) => this.#behind.push(resolve));

  /** All windows have the text as it is here. */
  async catchUp(): Promise<void> {
    for (const resolve of this.#behind.splice(0)) resolve();
    await vi.advanceTimersByTimeAsync(0);
  }

  take(command: SuggestionCommand): void {
    const row = this.rows.get(command.id);
    if (row && row.state !== 'open') return;
    if (command.type === 'withdraw') this.rows.delete(command.id);
    else if (command.change.type === 'line') {
      // A person has one open suggestion for a line.
      for (const [id, { state }] of this.rows) if (state === 'open') this.rows.delete(id);
      this.rows.set(command.id, { change: command.change, state: 'open' });
    }
  }

  /** Accepts all that are open; gives whether all could be. `early` is said before the words come. */
  accept(early = false): boolean {
    return this.#open().every(([id, row]) => {
      const before = regionNode(this.doc, 'headline');
      const applied = applyChanges(before, [row.change]);
      if (!applied.done[0]) return false;
      const change = asMade(before, applied, 0, row.change) as LineChange;
      this.rows.set(id, { change, state: 'accepted' });
      if (early) this.announce();
      writeRegion(this.doc, 'headline', applied.doc);
      return true;
    });
  }

  /** Takes the decisions back; `early` is said before the words go. */
  undo(early: boolean): void {
    for (const [id, row] of this.rows) {
      if (row.state !== 'accepted') continue;
      this.rows.set(id, { ...row, state: 'open' });
      if (early) this.announce();
      const applied = applyChanges(regionNode(this.doc, 'headline'), [inverseOf(row.change)]);
      writeRegion(this.doc, 'headline', applied.doc);
    }
  }

  #open() {
    return [...this.rows].filter(([, { state }]) => state === 'open');
  }

  get text(): Y.XmlText {
    const line = this.doc.getXmlFragment('headline').get(0);
    const text = line instanceof Y.XmlElement ? line.get(0) : null;
    if (!(text instanceof Y.XmlText)) throw new Error('There is no headline.');
    return text;
  }

  /** A colleague's edit. */
  write(behind: string, words: string): void {
    this.text.insert(this.text.toString().indexOf(behind) + behind.length, words);
  }
}

class Window {
  readonly fork: LineFork;
  readonly editor: Editor;
  readonly #server: Server;
  readonly #store: SuggestionStore;
  /** Asks for nothing: what the server says is put into it. */
  readonly #client = new QueryClient({ defaultOptions: { queries: { staleTime: 'static' } } });

  constructor(server: Server) {
    this.#server = server;
    const outbox = {
      // What is handed in shows on the page at once.
      add: (_article: ArticleId, command: SuggestionCommand) => {
        server.take(command);
        this.hear();
      },
      items: [],
      isLoaded: true,
      subscribe: () => () => {},
    };
    // Of the outbox the desk asks for nothing else.
    const rest = outbox as Pick<DeskOutbox, keyof typeof outbox> as DeskOutbox;
    this.#client.setQueryData(keys.people, []);
    this.hear();
    const rights = { make: true, decide: false };
    this.#store = new SuggestionStore({ client: this.#client, outbox: rest, article, me, rights });
    this.fork = new LineFork(this.#store, 'headline', server.doc, server.caughtUp);
    const look = () => ({ title: '', color: '#888888', active: false });
    this.editor = new Editor({
      element: document.createElement('div'),
      editorProps: { handleScrollToSelection: () => true },
      content: this.fork.opensWith,
      extensions: [...lineExtensions, this.fork.extension(look)],
    });
    const detach = this.fork.attach(this.editor);
    onTestFinished(() => {
      detach();
      this.#store.destroy();
      this.editor.destroy();
    });
  }

  hear(): void {
    const shown = [...this.#server.rows].map(
      ([id, { change, state }]) => ({ id, region: 'headline', author: me, change, state }) as ShownSuggestion,
    );
    this.#client.setQueryData(keys.suggestions(article), shown);
  }

  get says(): string {
    return this.editor.state.doc.textContent;
  }

  goBehind(words: string): void {
    this.editor.commands.setTextSelection(1 + this.says.indexOf(words) + words.length);
  }

  type(letters: string): void {
    for (const letter of letters) this.editor.view.dispatch(this.editor.state.tr.insertText(letter));
  }

  /** Types no more for a while. */
  pause(): void {
    vi.advanceTimersByTime(500);
  }
}

describe('One’s own suggestion for a headline', () => {
  test('is gone on with where other words of the headline have changed since, and left alone where its own have', () => {
    const server = new Server('The minister spoke for an hour');
    const change = { type: 'line', before: 'The mayor spoke for an hour' } as const;
    server.rows.set('one' as SuggestionId, {
      change: { ...change, after: 'The mayor spoke for two hours' },
      state: 'open',
    });
    const window = server.open();
    expect(window.says).toBe('The minister spoke for two hours');
    window.goBehind('spoke');
    window.type(' up');
    window.pause();
    expect([...server.rows]).toMatchObject([
      [
        'one',
        {
          change: { before: 'The minister spoke for an hour', after: 'The minister spoke up for two hours' },
        },
      ],
    ]);
    const other = new Server('The minister spoke for an hour');
    other.rows.set('one' as SuggestionId, {
      change: { ...change, after: 'The major spoke for an hour' },
      state: 'open',
    });
    expect(other.open().says).toBe('The minister spoke for an hour');
    expect(other.rows.size).toBe(1);
  });

  test('is another one from where it was accepted: what was typed since is suggested, and nothing twice', () => {
    const server = new Server('The mayor spoke');
    const window = server.open();
    window.goBehind('spoke');
    window.type(' for an ho');
    window.pause();
    window.type('ur');
    expect(server.accept()).toBe(true);
    server.announce();
    window.type(' or two');
    window.pause();
    expect(window.says).toBe('The mayor spoke for an hour or two');
    expect(server.accept()).toBe(true);
    expect(server.text.toString()).toBe('The mayor spoke for an hour or two');
  });

  test('is neither taken back nor suggested again where it is accepted and its text is late, however long', async () => {
    const server = new Server('The mayor spoke');
    const window = server.open();
    window.goBehind('spoke');
    window.type(' for an hour');
    window.pause();
    const [[id, row] = []] = server.rows;
    if (id && row) server.rows.set(id, { ...row, state: 'accepted' });
    server.announce();
    window.type(' or two');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(window.says).toBe('The mayor spoke for an hour or two');
    expect([...server.rows.values()].map(({ state }) => state)).toEqual(['accepted']);
    // Now it comes.
    server.text.insert('The mayor spoke'.length, ' for an hour');
    await server.catchUp();
    window.pause();
    expect([...server.rows.values()]).toMatchObject([
      { state: 'accepted' },
      {
        state: 'open',
        change: { before: 'The mayor spoke for an hour', after: 'The mayor spoke for an hour or two' },
      },
    ]);
    expect(server.accept()).toBe(true);
    expect(server.text.toString()).toBe('The mayor spoke for an hour or two');
  });

  test('is suggested again where it is accepted and somebody has taken its words out before they came', async () => {
    const server = new Server('The mayor spoke');
    const window = server.open();
    window.goBehind('spoke');
    window.type(' for an hour');
    window.pause();
    const [[id, row] = []] = server.rows;
    if (id && row) server.rows.set(id, { ...row, state: 'accepted' });
    server.announce();
    await server.catchUp();
    window.pause();
    expect(server.accept()).toBe(true);
    expect(server.text.toString()).toBe('The mayor spoke for an hour');
  });

  test.each([
    ['before', true],
    ['after', false],
  ])(
    'that was accepted and is opened again stands in the text that is gone on with, heard of %s its words come and go',
    (_when, early) => {
      const server = new Server('The mayor spoke');
      const window = server.open();
      window.goBehind('spoke');
      window.type(' for an hour');
      window.pause();
      server.accept();
      server.announce();
      server.undo(early);
      if (!early) {
        expect(window.says).toBe('The mayor spoke');
        server.announce();
      }
      expect(window.says).toBe('The mayor spoke for an hour');
      window.goBehind('mayor');
      window.type(' of Elbe');
      window.pause();
      expect(server.accept()).toBe(true);
      expect(server.text.toString()).toBe('The mayor of Elbe spoke for an hour');
    },
  );

  test('goes on in a second window with what was typed in the first', () => {
    const server = new Server('The mayor spoke');
    const first = server.open();
    first.goBehind('spoke');
    first.type(' for');
    first.pause();
    const second = server.open();
    expect(second.says).toBe('The mayor spoke for');
    first.type(' an hour');
    first.pause();
    server.announce();
    server.write('The', ' old');
    second.pause();
    first.pause();
    expect([first.says, second.says]).toEqual(Array(2).fill('The old mayor spoke for an hour'));
    expect(server.accept()).toBe(true);
    expect(server.text.toString()).toBe('The old mayor spoke for an hour');
  });
});

test('whoever writes in the headline and whoever suggests there at typing speed have their words in one piece', () => {
  const step = fc.constantFrom('write', 'suggest', 'pause', 'announce', 'accept', 'accept early');
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const server = new Server('The mayor spoke for an hour');
      const window = server.open();
      window.goBehind('spoke');
      const [theirs, own] = [[...'Writer'], [...'Suggester']];
      const end = [...theirs.map(() => 'write'), ...own.map(() => 'suggest'), 'pause', 'announce', 'accept'];
      let written = 'The ';
      for (const one of [...steps, ...end]) {
        if (one === 'write') {
          const letter = theirs.shift();
          if (letter) server.write(written, letter);
          written += letter ?? '';
        } else if (one === 'suggest') window.type(own.shift() ?? '');
        else if (one === 'pause') window.pause();
        else if (one === 'announce') server.announce();
        else expect(server.accept(one === 'accept early')).toBe(true);
      }
      expect(server.text.toString()).toBe('The Writermayor spokeSuggester for an hour');
      expect(window.says).toBe(server.text.toString());
    }),
    { numRuns: 150 },
  );
});

test('a suggestion that its author takes back leaves the blank that they have just typed', () => {
  const server = new Server('Harbor shut');
  const window = server.open();
  window.goBehind('shut');
  window.type(' now');
  window.pause();
  expect(server.rows.size).toBe(1);
  const { state, view } = window.editor;
  const end = state.doc.content.size - 1;
  view.dispatch(state.tr.delete(end - 'now'.length, end));
  window.pause();
  expect(server.rows.size).toBe(0);
  window.type('today');
  window.pause();
  expect(window.says).toBe('Harbor shut today');
  expect([...server.rows.values()]).toMatchObject([{ change: { after: 'Harbor shut today' } }]);
});
