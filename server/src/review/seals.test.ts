import type { SectionStatus } from '@galley/shared/api/section-states.ts';
import { sectionStatusesSchema } from '@galley/shared/api/section-states.ts';
import type { ArticleContent, SectionContent } from '@galley/shared/article/content.ts';
import { outlineMap, sectionFragment } from '@galley/shared/article/document.ts';
import { moveSection, removeSection, renameSection } from '@galley/shared/article/outline.ts';
import { plainText } from '@galley/shared/article/plain-text.ts';
import { readArticle } from '@galley/shared/article/read-article.ts';
import { article, p, section } from '@galley/shared/article/testing.ts';
import type { ArticleId, SectionId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Browser } from '../accounts/testing.ts';
import { TestClient, until } from '../collab/testing.ts';
import { draft } from '../publishing/testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { isWithoutRedis, redisUrl } from '../testing/redis.ts';

const clients: TestClient[] = [];

/** A person's open document on the desk at this address. */
async function join(url: string, browser: Browser, id: ArticleId): Promise<TestClient> {
  const { origin } = new URL(url);
  const socket = { url: `${origin.replace('http', 'ws')}/api/collab`, origin };
  const client = new TestClient(socket, browser.cookie, id);
  clients.push(client);
  return await client.synced();
}

const act = (by: Browser, id: ArticleId, place: SectionId, input: object) =>
  by.ask('POST', `/api/articles/${id}/sections/${place}/acts`, input);

async function statusOf(by: Browser, id: ArticleId, place: SectionId): Promise<SectionStatus> {
  const all = sectionStatusesSchema.parse((await by.ask('GET', `/api/articles/${id}/sections`)).body);
  const status = all.find((one) => one.section === place);
  if (!status) throw new Error('The section is not there.');
  return status;
}

function sectionIn(doc: Y.Doc, id: SectionId): SectionContent {
  const found = readArticle(doc).sections.find((one) => one.id === id);
  if (!found) throw new Error('The section is not in the document.');
  return found;
}

function idOf({ sections }: ArticleContent, kind: string): SectionId {
  const found = sections.find((one) => one.kind === kind);
  if (!found) throw new Error(`There is no section ${kind}.`);
  return found.id;
}

const refusalsOf = (client: TestClient) => client.messages.filter((message) => message.type === 'refused');

forEachStorage((database, kind) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let editor: Browser;
  let reviewer: Browser;
  beforeAll(async () => {
    place = await database();
    desk = await openDesk(place);
    [editor, reviewer] = [await desk.as('editor'), await desk.as('reviewer')];
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });
  afterAll(() => desk.close());

  const newArticle = () =>
    draft(editor, {
      template: 'news',
      content: article(
        'News',
        section('introduction', p('The ferry waits for the tide.')),
        section('news', p('It has done so for ninety years.')),
      ),
    });

  /** An article whose introduction is approved, and an editor who has it open. */
  async function sealed() {
    const id = await newArticle();
    const client = await join(desk.url, editor, id);
    const [introduction, news] = ['introduction', 'news'].map((one) => idOf(readArticle(client.doc), one));
    if (!introduction || !news) throw new Error('A section is missing.');
    await act(editor, id, introduction, { act: 'mark-ready' });
    const hash = sectionHash(sectionIn(client.doc, introduction));
    expect((await act(reviewer, id, introduction, { act: 'approve', hash })).status).toBe(200);
    return { id, client, introduction, news, hash };
  }

  describe('into a sealed section the server lets nothing', () => {
    test.each<[what: string, write: (doc: Y.Doc, id: SectionId, other: SectionId) => void]>([
      ['typed', (doc, id) => textIn(doc, id).insert(0, 'Yes, ')],
      ['deleted', (doc, id) => textIn(doc, id).delete(0, 4)],
      ['formatted', (doc, id) => textIn(doc, id).format(0, 4, { bold: {} })],
      ['given a block', (doc, id) => sectionFragment(doc, id).push([new Y.XmlElement('paragraph')])],
      ['emptied of its blocks', (doc, id) => sectionFragment(doc, id).delete(0, 1)],
      [
        'moved out to another section',
        (doc, id, other) => {
          const block = sectionFragment(doc, id).get(0);
          sectionFragment(doc, other).push([block.clone() as Y.XmlElement]);
          sectionFragment(doc, id).delete(0, 1);
        },
      ],
      ['given another title', (doc, id) => renameSection(doc, id, 'Another')],
      ['given another kind', (doc, id) => outlineMap(doc).get(id)?.set('kind', 'outlook')],
      ['removed from the article', (doc, id) => removeSection(doc, id)],
      ['said to be there that is', (doc, id) => outlineMap(doc).get(id)?.set('removed', false)],
      ['listed anew', (doc, id) => void outlineMap(doc).set(id, entryOf(doc, id))],
      ['deleted from the outline', (doc, id) => outlineMap(doc).delete(id)],
      [
        'hidden among edits of other sections',
        (doc, id, other) => {
          textIn(doc, other).insert(0, 'Elsewhere ');
          textIn(doc, id).insert(0, 'and here ');
        },
      ],
    ])('be %s', async (_what, write) => {
      const { id, client, introduction, news, hash } = await sealed();
      client.doc.transact(() => write(client.doc, introduction, news));
      await until(() => refusalsOf(client).length > 0);
      expect(refusalsOf(client)).toMatchObject([{ reason: 'sealed', sections: [introduction] }]);
      const fresh = await join(desk.url, editor, id);
      expect(sectionHash(sectionIn(fresh.doc, introduction))).toBe(hash);
      expect(plainText(sectionIn(fresh.doc, news).blocks)).toBe('It has done so for ninety years.');
      expect(await statusOf(reviewer, id, introduction)).toMatchObject({
        state: 'approved',
        approval: { hash },
      });
    });

    test('come by a restored version', async () => {
      const id = await newArticle();
      const client = await join(desk.url, editor, id);
      const introduction = idOf(readArticle(client.doc), 'introduction');
      textIn(client.doc, introduction).insert(0, 'Later: ');
      await client.saved();
      await act(editor, id, introduction, { act: 'mark-ready' });
      const hash = sectionHash(sectionIn(client.doc, introduction));
      await act(reviewer, id, introduction, { act: 'approve', hash });
      const input = { moment: '1', sections: null };
      const restored = await editor.ask('POST', `/api/articles/${id}/restore`, input);
      expect(restored).toMatchObject({ status: 409, body: { code: 'sealed' } });
      expect(sectionHash(sectionIn(client.doc, introduction))).toBe(hash);
    });
  });

  test('a sealed section may be moved, and the others are written in as before', async () => {
    const { id, client, introduction, news, hash } = await sealed();
    client.doc.transact(() => {
      moveSection(client.doc, introduction, 'last');
      textIn(client.doc, news).insert(0, 'Yes: ');
    });
    await client.saved();
    expect(refusalsOf(client)).toEqual([]);
    const { sections } = readArticle((await join(desk.url, editor, id)).doc);
    expect(sections.map(({ kind }) => kind)).toEqual(['news', 'introduction']);
    expect((await statusOf(reviewer, id, introduction)).approval?.hash).toBe(hash);
  });

  test('once it is reopened everybody writes in it again, and the approval is gone', async () => {
    const { id, client, introduction } = await sealed();
    expect((await act(editor, id, introduction, { act: 'reopen', reason: 'A name' })).status).toBe(200);
    textIn(client.doc, introduction).insert(0, 'Corrected: ');
    await client.saved();
    expect(refusalsOf(client)).toEqual([]);
    expect(await statusOf(reviewer, id, introduction)).toMatchObject({ state: 'open', approval: null });
  });

  test('who comes back from offline with edits to sealed and to open text hears of the sealed one', async () => {
    const id = await newArticle();
    const away = await join(desk.url, editor, id);
    const introduction = idOf(readArticle(away.doc), 'introduction');
    const news = idOf(readArticle(away.doc), 'news');
    await away.disconnect();
    textIn(away.doc, introduction).insert(0, 'Offline: ');
    textIn(away.doc, news).insert(0, 'Offline: ');
    const here = await join(desk.url, editor, id);
    await act(editor, id, introduction, { act: 'mark-ready' });
    const hash = sectionHash(sectionIn(here.doc, introduction));
    await act(reviewer, id, introduction, { act: 'approve', hash });
    away.connect();
    await until(() => refusalsOf(away).length > 0);
    expect(refusalsOf(away)[0]).toMatchObject({ reason: 'sealed', sections: [introduction] });
    expect(sectionHash(sectionIn(here.doc, introduction))).toBe(hash);
  });

  // One process holds the embedded database: several servers are PostgreSQL's affair.
  if (kind === 'sqlite') return;
  describe.skipIf(isWithoutRedis)('set on one server while others type on it and on another', () => {
    let second: OpenDesk;
    let first: OpenDesk;
    beforeAll(async () => {
      const shared = await database();
      first = await openDesk(shared, { REDIS_URL: redisUrl });
      await first.person('editor');
      await first.person('reviewer');
      second = await openDesk(shared, { REDIS_URL: redisUrl });
    });
    afterAll(async () => {
      await second.close();
      await first.close();
    });

    test.each(Array.from({ length: 6 }, (_, round) => round))(
      'a seal is on the very text that stands there, and what came too late is refused by name: %i',
      async (round) => {
        const [writer, checker] = [await first.as('editor'), await first.as('reviewer')];
        const elsewhere = new Browser(second.url);
        await elsewhere.signIn((await first.person('editor')).email);
        const content = article('Race', section('text', p('Start.')), section('text', p('Other.')));
        const id = await draft(writer, { content });
        const typists = await Promise.all([
          join(first.url, writer, id),
          join(first.url, writer, id),
          join(second.url, elsewhere, id),
          join(second.url, elsewhere, id),
        ]);
        const watching = await join(round % 2 === 0 ? second.url : first.url, writer, id);
        const target = readArticle(watching.doc).sections[0]?.id;
        if (!target) throw new Error('The article has no section.');
        await act(writer, id, target, { act: 'mark-ready' });

        const typed = typists.map((): string[] => []);
        const seen = (client: TestClient) => sectionHash(sectionIn(client.doc, target));
        /** Types a word once the server has answered so many times. */
        const type = async (index: number, answers: number) => {
          const client = typists[index];
          if (!client) return;
          for (let number = 0; number < answers; number += 1) await client.arrived();
          const word = `<${'abcd'.charAt(index)}${typed[index]?.length}>`;
          typed[index]?.push(word);
          textIn(client.doc, target).insert(0, word);
        };
        // Each time the typists are a little later with their words, until the approval is faster.
        for (let time = 0; ; time += 1) {
          await until(() => new Set([watching, ...typists].map(seen)).size === 1);
          const hash = seen(watching);
          const [{ status, body }] = await Promise.all([
            act(checker, id, target, { act: 'approve', hash }),
            ...typists.map((_, index) => type(index, time * 2 + ((index + round) % 4))),
          ]);
          if (status === 200) break;
          expect(body.code).toBe('text-changed');
        }
        await until(() =>
          typists.every((one) => !one.provider.hasUnsyncedChanges || refusalsOf(one).length > 0),
        );

        const { approval, state } = await statusOf(checker, id, target);
        expect(state).toBe('approved');
        for (const [url, by] of [
          [first.url, writer],
          [second.url, elsewhere],
        ] as const) {
          const text = sectionIn((await join(url, by, id)).doc, target);
          expect(sectionHash(text)).toBe(approval?.hash);
          const words = plainText(text.blocks);
          for (const [index, client] of typists.entries()) {
            const last = typed[index]?.pop() ?? '';
            expect(typed[index]?.filter((word) => words.split(word).length !== 2)).toEqual([]);
            typed[index]?.push(last);
            // What was typed last came too late: only then could the approval hold.
            expect(words).not.toContain(last);
            expect(refusalsOf(client)[0]).toMatchObject({ reason: 'sealed', sections: [target] });
          }
        }
      },
    );
  });
});

function entryOf(doc: Y.Doc, id: SectionId): Y.Map<unknown> {
  return new Y.Map(Object.entries(outlineMap(doc).get(id)?.toJSON() ?? {}));
}

function textIn(doc: Y.Doc, id: SectionId): Y.XmlText {
  const block = sectionFragment(doc, id).get(0);
  const text = block instanceof Y.XmlElement ? block.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('The section has no text.');
  return text;
}
