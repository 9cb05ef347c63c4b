import { join } from 'node:path';
import type { CharacterSpan, MachineMade } from '@galley/shared/api/machine-made.ts';
import { article, p, section } from '@galley/shared/article/testing.ts';
import { type ArticleId, newId } from '@galley/shared/ids.ts';
import { stringsIn } from '@galley/shared/yjs/items.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Browser } from '../accounts/testing.ts';
import { galley } from '../cli/testing.ts';
import { TestClient } from '../collab/testing.ts';
import { draft, publicationOf } from '../publishing/testing.ts';
import { forEachStorage, onPostgres, type TestDatabase } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';
import { spansOf } from '../testing/machine.ts';
import { isWithoutRedis, redisUrl } from '../testing/redis.ts';

const made = 'A machine wrote these words without any hurry.';
const own = 'A person wrote those.';

const desks: OpenDesk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
});
const open = async (place: TestDatabase, settings: Record<string, string> = {}) => {
  const desk = await openDesk(place, settings);
  desks.push(desk);
  return desk;
};

/** An article whose first section says what a machine made, and its second what a person wrote. */
async function newArticle(editor: Browser): Promise<ArticleId> {
  const content = article('Headline', section('text', p(made)), section('outlook', p(own)));
  return await draft(editor, { content, slug: `machine-${newId<string>()}` });
}

/** The characters of words in the article, wherever they stand. */
async function spans(desk: OpenDesk, id: ArticleId, words: string): Promise<CharacterSpan[]> {
  let found: CharacterSpan[] = [];
  await editAs(desk, 'editor', id, (client) => {
    const text = textsOf(client).find((one) => plain(one).includes(words));
    if (!text) throw new Error(`Nothing says “${words}”.`);
    found = spansOf(text, words);
  });
  return found;
}

function textsOf({ doc }: Pick<TestClient, 'doc'>): Y.XmlText[] {
  const roots = [...doc.getMap('outline').keys()].map((id) => doc.getXmlFragment(`section:${id}`));
  return roots.flatMap((root) => root.toArray().flatMap((block) => textsBelow(block)));
}

function textsBelow(node: unknown): Y.XmlText[] {
  if (node instanceof Y.XmlText) return [node];
  return node instanceof Y.XmlElement ? node.toArray().flatMap(textsBelow) : [];
}

function plain(text: Y.XmlText): string {
  return text
    .toDelta()
    .map(({ insert }: { insert: string }) => insert)
    .join('');
}

const path = (id: ArticleId) => `/api/articles/${id}/machine-made`;
const mark = async (who: Browser, id: ArticleId, words: readonly CharacterSpan[], isMade = true) =>
  await who.ask('POST', path(id), { made: isMade, spans: words });
const state = async (who: Browser, id: ArticleId): Promise<MachineMade> =>
  (await who.ask('GET', path(id))).body;

/** What is marked of the text, in its order. */
async function markedText(desk: OpenDesk, who: Browser, id: ArticleId): Promise<string> {
  const { spans: found } = await state(who, id);
  const numbers = new Set(
    found.flatMap(({ span: [client, clock, length] }) => numbersOf(client, clock, length)),
  );
  let text = '';
  await editAs(desk, 'editor', id, (client) => {
    for (const one of textsOf(client))
      for (const { id: first, text: words } of stringsIn(one))
        text += [...words].filter((_, at) => numbers.has(`${first.client}/${first.clock + at}`)).join('');
  });
  return text;
}

function numbersOf(client: number, clock: number, length: number): string[] {
  return Array.from({ length }, (_, at) => `${client}/${clock + at}`);
}

forEachStorage((database, kind) => {
  let shared: OpenDesk;
  let browser: Browser;
  beforeAll(async () => {
    shared = await openDesk(await database());
    browser = await shared.as('editor');
  });
  afterAll(() => shared.close());
  const ready = async () => ({ desk: shared, editor: browser, id: await newArticle(browser) });

  describe('what a machine made', () => {
    test('is marked without any change of the text, and counted by section', async () => {
      const { desk, editor, id } = await ready();
      const { hash } = await publicationOf(editor, id);
      expect(await state(editor, id)).toMatchObject({ hasMarks: false, spans: [], marks: [], parts: [] });
      const { status, body } = await mark(editor, id, await spans(desk, id, 'machine wrote these'));
      expect(status).toBe(200);
      expect(body.marks).toEqual([
        { number: 1, by: (await desk.person('editor')).id, at: expect.any(String) },
      ]);
      const letters = (text: string) => text.replace(/[^a-z]/gi, '').length;
      expect(body.parts).toEqual([
        { place: expect.any(String), letters: letters(made), machine: letters('machine wrote these') },
      ]);
      expect(await markedText(desk, editor, id)).toBe('machine wrote these');
      expect((await publicationOf(editor, id)).hash).toBe(hash);
    });

    test('loses to what people write: words typed in between are theirs', async () => {
      const { desk, editor, id } = await ready();
      const before = (await mark(editor, id, await spans(desk, id, made))).body.parts[0];
      expect(before.machine).toBe(before.letters);
      await editAs(desk, 'editor', id, (client) => {
        client.text('text').delete(2, 'machine wrote'.length);
        client.text('text').insert(2, 'careful person rewrote');
      });
      const [after] = (await state(editor, id)).parts;
      expect(after?.machine).toBe(before.machine - 'machinewrote'.length);
      expect(await markedText(desk, editor, id)).toBe(made.replace('machine wrote', ''));
    });

    test('goes along where a passage is moved to another section, also by who wrote it', async () => {
      const { desk, editor, id } = await ready();
      await mark(editor, id, await spans(desk, id, 'these words without any hurry'));
      for (const role of ['admin', 'editor'] as const)
        await editAs(desk, role, id, (client) => {
          const [from, to] = textsOf(client).toSorted((a, b) => b.length - a.length);
          const at = plain(from as Y.XmlText).indexOf('these words');
          const words = plain(from as Y.XmlText).slice(at);
          from?.delete(at, words.length);
          to?.insert(0, words, {});
        });
      expect(await markedText(desk, editor, id)).toBe('these words without any hurry');
    });

    test('goes along where who typed it moves it right away', async () => {
      const { desk, editor, id } = await ready();
      const socket = { url: `${desk.url.replace('http', 'ws')}/api/collab`, origin: desk.url };
      const client = await new TestClient(socket, editor.cookie, id).synced();
      const words = 'Pasted from elsewhere, word for word.';
      client.text('outlook').insert(0, words);
      await client.saved();
      await mark(editor, id, spansOf(client.text('outlook'), words));
      client.text('outlook').delete(0, words.length);
      client.text('text').insert(0, words);
      await client.saved();
      client.close();
      expect(await markedText(desk, editor, id)).toBe(words);
    });

    test('stays with its words when an older state is restored, and over a restart and a backup', async () => {
      const place = await database();
      const desk = await open(place);
      const editor = await desk.as('editor');
      const id = await newArticle(editor);
      await mark(editor, id, await spans(desk, id, made));
      const { body: version } = await editor.ask('POST', `/api/articles/${id}/versions`, { name: 'Before' });
      await editAs(desk, 'editor', id, (client) => client.text('text').delete(0, made.length));
      expect((await state(editor, id)).parts).toEqual([]);
      await editor.ask('POST', `/api/articles/${id}/restore`, { moment: `v-${version.id}`, sections: null });
      expect(await markedText(desk, editor, id)).toBe(made);
      const file = join(place.dataDir, 'desk.galley');
      if (kind === 'sqlite') expect(await galley(place, ['backup', file])).toMatchObject({ code: 0 });
      await mark(editor, id, await spans(desk, id, made), false);
      expect((await state(editor, id)).parts).toEqual([]);
      if (kind === 'postgres') await mark(editor, id, await spans(desk, id, made));
      desks.length = 0;
      await desk.close();
      if (kind === 'sqlite') expect(await galley(place, ['restore', file])).toMatchObject({ code: 0 });
      const back = (await open(place)).visitor();
      await back.signIn('editor@test.example');
      const [part] = (await state(back, id)).parts;
      expect(part?.machine).toBe(made.replace(/[^a-z]/gi, '').length);
    });

    test('stays with its words however many edits the journal and its snapshots hold', async () => {
      const { desk, editor, id } = await ready();
      await mark(editor, id, await spans(desk, id, 'machine wrote'));
      await editAs(desk, 'admin', id, (client) => {
        for (let round = 0; round < 600; round += 1) {
          client.text('text').insert(0, 'x');
          if (round % 2 === 0) client.text('text').delete(0, 1);
        }
      });
      expect(await markedText(desk, editor, id)).toBe('machine wrote');
    });

    test('is what two people marked at once, where their passages overlap', async () => {
      const { desk, editor, id } = await ready();
      const admin = await desk.as('admin');
      const [one, two] = [await spans(desk, id, 'machine wrote these'), await spans(desk, id, 'these words')];
      const answers = await Promise.all([mark(editor, id, one), mark(admin, id, two)]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(await markedText(desk, editor, id)).toBe('machine wrote these words');
      expect((await state(editor, id)).marks.map(({ number }) => number).sort()).toEqual([1, 2]);
    });

    test('is taken off again by whoever may edit, and the timeline has both', async () => {
      const { desk, editor, id } = await ready();
      const admin = await desk.as('admin');
      await mark(editor, id, await spans(desk, id, made));
      await mark(editor, id, await spans(desk, id, made));
      await mark(admin, id, await spans(desk, id, 'machine'), false);
      expect(await markedText(desk, editor, id)).toBe(made.replace('machine', ''));
      const { body } = await editor.ask('GET', `/api/articles/${id}/history?kind=review`);
      expect(body.events).toMatchObject([
        { type: 'machine-unmarked', by: (await desk.person('admin')).id, letters: 7 },
        { type: 'machine-marked', by: (await desk.person('editor')).id },
      ]);
    });
  });

  describe('a mark is refused', () => {
    test('to who may not write, and for words that are not in this text', async () => {
      const { desk, editor, id } = await ready();
      const words = await spans(desk, id, made);
      const foreign = await spans(desk, await newArticle(editor), made);
      for (const role of ['reviewer', 'viewer'] as const)
        expect((await mark(await desk.as(role), id, words)).status).toBe(403);
      const [first] = words;
      if (!first) throw new Error('There are no words.');
      const [client, clock, length] = first;
      for (const wrong of [
        foreign,
        [...words, ...foreign],
        [[client, clock, length + 100_000] as CharacterSpan],
        [[1, 1, 1] as CharacterSpan],
      ])
        expect((await mark(editor, id, wrong)).status).toBe(409);
      for (const wrong of [[], [[client, clock, 0]], [[-1, 0, 1]], [[client, 0.5, 1]], [[client, clock]]])
        expect((await editor.ask('POST', path(id), { made: true, spans: wrong })).status).toBe(422);
      await editAs(desk, 'editor', id, (one) => one.text('text').delete(0, made.length));
      expect((await mark(editor, id, words)).status).toBe(409);
      expect(await state(editor, id)).toMatchObject({ hasMarks: false, spans: [], marks: [], parts: [] });
      expect((await editor.ask('GET', path(newId<ArticleId>()))).status).toBe(404);
    });
  });
});

onPostgres((database) => {
  test.skipIf(isWithoutRedis)('another node knows of a mark at once', async () => {
    const place = await database();
    const settings = { REDIS_URL: redisUrl };
    const first = await open(place, settings);
    const editor = await first.as('editor');
    const id = await newArticle(editor);
    const second = await open(place, settings);
    await mark(editor, id, await spans(first, id, 'machine wrote'));
    const there = second.visitor();
    await there.signIn('editor@test.example');
    const { parts } = await state(there, id);
    expect(parts).toMatchObject([{ machine: 'machinewrote'.length }]);
  });
});
