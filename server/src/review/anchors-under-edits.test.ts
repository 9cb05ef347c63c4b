// Threads keep to their words on a whole desk: several people over real sockets, partly offline, change the text at random
// and restore versions while others comment.
import type { Thread } from '@galley/shared/api/threads.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { presentSections } from '@galley/shared/article/outline.ts';
import { blocksOf, checkedDocument, readArticle } from '@galley/shared/article/read-article.ts';
import { article, h, item, p, section, t, ul } from '@galley/shared/article/testing.ts';
import { type ArticleId, newId, type SectionId } from '@galley/shared/ids.ts';
import { misplacedAnchors } from '@galley/shared/review/anchors.ts';
import {
  act,
  anchoredWords,
  fits,
  of,
  Person,
  type Step,
  standing,
  steps,
} from '@galley/shared/review/edits-testing.ts';
import type { Quote } from '@galley/shared/review/quote.ts';
import { layOut, quoteAt } from '@galley/shared/review/quotes.ts';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type * as Y from 'yjs';
import type { Browser } from '../accounts/testing.ts';
import { TestClient, until } from '../collab/testing.ts';
import { draft } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';

/** What happens on the desk beside the edits. */
type Happening =
  | { type: 'offline' | 'online' }
  | { type: 'thread'; section: number; at: number; length: number }
  | { type: 'keep' }
  | { type: 'restore'; version: number };

const { sections: _sections, versions: _versions, ...edits } = steps;
const edit: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.oneof(...(Object.values(edits) as fc.Arbitrary<Step>[])) },
  // Copies are what an anchor could go astray to.
  { weight: 1, arbitrary: edits.pastes as fc.Arbitrary<Step> },
);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: of('offline', 'offline', 'online') }) },
  {
    weight: 3,
    // Passages long enough to be distinguished from all others by their words alone.
    arbitrary: fc.record({
      type: of('thread'),
      section: fc.nat(1),
      at: fc.nat(200),
      length: fc.integer({ min: 24, max: 40 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: of('keep') }) },
  { weight: 1, arbitrary: fc.record({ type: of('restore'), version: fc.nat(3) }) },
);
const course = fc.array(
  fc.tuple(
    fc.nat(2),
    fc.oneof<fc.WeightedArbitrary<Step | Happening>[]>(
      { weight: 3, arbitrary: edit },
      { weight: 1, arbitrary: happening },
    ),
  ),
  { minLength: 12, maxLength: 25, size: 'max' },
);

forEachStorage((database) => {
  let desk: OpenDesk;
  let reviewer: Browser;
  let editors: Browser[];

  beforeAll(async () => {
    desk = await openDesk(await database());
    reviewer = await desk.as('reviewer');
    editors = [await desk.as('editor'), await desk.as('admin'), await desk.as('editor')];
  });
  afterAll(() => desk.close());

  test('threads stand on their words, once, whatever people do at once, offline too, and come back with them', async () => {
    await fc.assert(
      fc.asyncProperty(course, async (taken) => {
        const session = await Session.begin(desk, reviewer, editors);
        try {
          for (const [who, step] of taken) await session.take(who, step);
          await session.expectAtRest();
          await session.expectThreadsGoAndComeBack();
        } finally {
          session.close();
        }
      }),
      // Each run takes its time, and so a failing one is reported as it is.
      { seed: 31, numRuns: 8, endOnFailure: true },
    );
  });
});

/** People in one article, and the threads that are made in it. */
class Session {
  readonly #desk: OpenDesk;
  readonly #reviewer: Browser;
  readonly #editors: readonly Browser[];
  readonly #article: ArticleId;
  readonly #seats: Seat[] = [];
  readonly #threads: { id: string; section: SectionId; quote: Quote }[] = [];
  readonly #versions: string[] = [];

  private constructor(desk: OpenDesk, reviewer: Browser, editors: readonly Browser[], id: ArticleId) {
    this.#desk = desk;
    this.#reviewer = reviewer;
    this.#editors = editors;
    this.#article = id;
  }

  static async begin(desk: OpenDesk, reviewer: Browser, editors: readonly Browser[]): Promise<Session> {
    const content = article(
      'Headline',
      section('text', p('The council met on Tuesday evening.'), ul(item(p('First')), item(p('Second')))),
      section(
        'outlook',
        h(2, 'Heading'),
        p('Then: ', t(anchoredWords, 'bold'), ' and on.'),
        p('Another vote is planned for the spring session.'),
      ),
    );
    const [editor] = editors as [Browser];
    const session = new Session(desk, reviewer, editors, await draft(editor, { content }));
    await session.#keep();
    for (const browser of editors) session.#seats.push(await session.#arrival(browser));
    const [{ client, sections }] = session.#seats as [Seat];
    const { text } = laidOut(client.doc, sections[1] as SectionId);
    const start = text.indexOf(anchoredWords);
    await session.#comment(sections[1] as SectionId, quoteAt(text, start, start + anchoredWords.length));
    return session;
  }

  async take(who: number, step: Step | Happening): Promise<void> {
    const seat = this.#seats[who] as Seat;
    switch (step.type) {
      case 'offline':
        if (seat.isOnline) await seat.client.disconnect();
        seat.isOnline = false;
        return;
      case 'online':
        await this.#comeBack(who);
        return;
      case 'thread':
        await this.#commentAt(seat, step);
        return;
      case 'keep':
        await this.#keep();
        return;
      case 'restore':
        await this.#restore(this.#versions[step.version % this.#versions.length] as string);
        return;
      default:
        if (fits(seat.client.doc, seat.sections)) act(seat.person, seat.sections, step);
        // Nobody waits until the others have it: people write at once.
        if (seat.isOnline) await seat.client.arrived();
        if (isRefused(seat)) await this.#settle(who);
    }
  }

  /** Everybody is back and all is saved: threads stand on their words, and everybody sees the same. */
  async expectAtRest(): Promise<void> {
    for (const who of this.#seats.keys()) await this.#comeBack(who);
    await this.#eventually((server) => {
      for (const { id, quote } of this.#threads) expectOnWords(server, id, quote.exact);
    });
  }

  async expectThreadsGoAndComeBack(): Promise<void> {
    const [{ client, sections }] = this.#seats as [Seat];
    client.doc.transact(() => {
      for (const id of sections) {
        const fragment = sectionFragment(client.doc, id);
        fragment.delete(0, fragment.length);
      }
    });
    await this.#settle(0);
    await this.#eventually((server) => {
      for (const { id } of this.#threads) expect(JSON.stringify(readArticle(server))).not.toContain(id);
    });
    await this.#restore(this.#versions[0] as string);
    // The one on the words that stood there from the beginning.
    const first = this.#threads[0]?.id ?? '';
    const { length } = anchoredWords;
    await this.#eventually((server) => {
      expect(standing(server, first, anchoredWords)).toEqual({ places: [length], all: length });
      for (const { id, quote } of this.#threads) expectOnWords(server, id, quote.exact);
    });
  }

  close(): void {
    for (const { client } of this.#seats) client.close();
  }

  /** Holds once nothing is on its way anymore and the server has looked for the threads' words. */
  async #eventually(holds: (server: Y.Doc) => void): Promise<void> {
    // Who comes now sees what the server has.
    const late = await this.#open(this.#editors[0] as Browser);
    try {
      await vi.waitFor(
        () => {
          for (const { client } of this.#seats) {
            expect(client.isSaved).toBe(true);
            expect(readArticle(client.doc)).toEqual(readArticle(late.doc));
          }
          holds(late.doc);
          expect(misplacedAnchors(late.doc, this.#threads)).toEqual([]);
        },
        { timeout: 10_000, interval: 10 },
      );
    } finally {
      late.close();
    }
  }

  async #comeBack(who: number): Promise<void> {
    const seat = this.#seats[who] as Seat;
    if (!seat.isOnline) seat.client.connect();
    seat.isOnline = true;
    await this.#settle(who);
  }

  /** Resolves once the server has taken what this person did; whose edits it refuses begins anew, as the page does. */
  async #settle(who: number): Promise<void> {
    const seat = this.#seats[who] as Seat;
    await until(() => seat.client.isSaved || isRefused(seat));
    if (!isRefused(seat)) return;
    seat.client.close();
    this.#seats[who] = await this.#arrival(this.#editors[who] as Browser);
  }

  async #arrival(browser: Browser): Promise<Seat> {
    const client = await this.#open(browser);
    const sections = presentSections(client.doc).map(({ id }) => id);
    return { client, sections, person: new Person(client.doc, sections), isOnline: true };
  }

  async #open(browser: Browser): Promise<TestClient> {
    const socket = { url: `${this.#desk.url.replace('http', 'ws')}/api/collab`, origin: this.#desk.url };
    return await new TestClient(socket, browser.cookie, this.#article).synced();
  }

  /** Comments on a passage as it stands for this person. */
  async #commentAt(seat: Seat, place: { section: number; at: number; length: number }): Promise<void> {
    const id = seat.sections[place.section] as SectionId;
    if (!fits(seat.client.doc, seat.sections)) return;
    const { text } = laidOut(seat.client.doc, id);
    const lines = text.split('\n').filter((one) => one.trim().length >= place.length);
    const line = lines[place.at % Math.max(1, lines.length)]?.trim();
    if (line === undefined) return;
    const start = text.indexOf(line) + (place.at % (line.length - place.length + 1));
    const exact = text.slice(start, start + place.length);
    // As the page does, which leaves blanks at the ends out.
    if (exact.trim() !== exact) return;
    await this.#comment(id, quoteAt(text, start, start + exact.length));
  }

  async #comment(section: SectionId, quote: Quote): Promise<void> {
    const id = newId<Thread['id']>();
    const { status, body } = await this.#reviewer.ask('POST', `/api/articles/${this.#article}/threads`, {
      id,
      subject: { type: 'text', section, quote },
      blocking: false,
      comment: { id: newId<string>(), body: 'Really?' },
    });
    if (status !== 201) throw new Error(`No thread was made: ${JSON.stringify(body)}`);
    this.#threads.push({ id, section, quote });
  }

  async #keep(): Promise<void> {
    const [editor] = this.#editors as [Browser];
    const { status, body } = await editor.ask('POST', `/api/articles/${this.#article}/versions`, {
      name: `Version ${this.#versions.length}`,
    });
    if (status !== 201) throw new Error(`No version was kept: ${status} ${JSON.stringify(body)}`);
    this.#versions.push(body.id);
  }

  async #restore(version: string): Promise<void> {
    const [editor] = this.#editors as [Browser];
    const input = { moment: `v-${version}`, sections: null };
    const { status, body } = await editor.ask('POST', `/api/articles/${this.#article}/restore`, input);
    if (status !== 200) throw new Error(`Nothing was restored: ${status} ${JSON.stringify(body)}`);
  }
}

/** Somebody who has the article open. */
interface Seat {
  client: TestClient;
  person: Person;
  sections: SectionId[];
  isOnline: boolean;
}

const isRefused = ({ client }: Seat) => client.messages.some(({ type }) => type === 'refused');

function laidOut(doc: Y.Doc, id: SectionId) {
  return layOut(checkedDocument(blocksOf(sectionFragment(doc, id))));
}

/** As far as words still stand together, their thread is on exactly them, in one place; or on what was changed, by half. */
function expectOnWords(doc: Y.Doc, id: string, words: string): void {
  const { places, all } = standing(doc, id, words);
  if (places.length === 0) return;
  const isOnChanged = places.every((count) => count === 0) && all * 2 >= words.length;
  if (isOnChanged) return;
  expect({ all, most: Math.max(...places) }).toEqual({ all: words.length, most: words.length });
}
