// One-click replacements: of two people who click at once one word is made, and what is refused is said.
import type { Replacement } from '@galley/shared/api/text-check.ts';
import { p, t } from '@galley/shared/article/testing.ts';
import type { ArticleId, SectionId } from '@galley/shared/ids.ts';
import { itemsOf } from '@galley/shared/yjs/items.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Browser } from '../accounts/testing.ts';
import { TestClient, until } from '../collab/testing.ts';
import { approveAll, draft, plainArticle } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let editor: Browser;
  beforeAll(async () => {
    desk = await openDesk(await database());
    admin = await desk.as('admin');
    editor = await desk.as('editor');
  });
  afterAll(() => desk.close());

  const opened = async (browser: Browser, id: ArticleId) => {
    const socket = { url: `${desk.url.replace('http', 'ws')}/api/collab`, origin: desk.url };
    return await new TestClient(socket, browser.cookie, id).synced();
  };
  const sectionOf = async (id: ArticleId): Promise<SectionId> =>
    (await admin.ask('GET', `/api/articles/${id}/moments/now`)).body.content.sections[0].id;
  const textIn = ({ doc }: TestClient, section: SectionId): Y.XmlText => {
    const [block] = doc.getXmlFragment(`section:${section}`).toArray();
    const [text] = (block as Y.XmlElement).toArray();
    return text as Y.XmlText;
  };
  /** What a click on these words sends. */
  const click = (text: Y.XmlText, words: string, instead: string): Replacement => {
    let from = 0;
    const at = plain(text).indexOf(words);
    for (const item of itemsOf(text)) {
      if (item.deleted || !item.countable) continue;
      if (at < from + item.length) {
        const first = { client: item.id.client, clock: item.id.clock + at - from };
        return { first, words, instead, client: new Y.Doc().clientID };
      }
      from += item.length;
    }
    throw new Error('These words are not there.');
  };
  const plain = (text: Y.XmlText) =>
    (text.toDelta() as { insert: string }[]).map(({ insert }) => insert).join('');
  const send = (browser: Browser, id: ArticleId, body: unknown) =>
    browser.ask('POST', `/api/articles/${id}/replacements`, body);

  test('of two who replace the same word before they see it of each other, one has made it', async () => {
    const id = await draft(editor, {
      content: plainArticle('Two', p('They ', t('utilize', 'bold'), ' it, and utilize that.')),
    });
    const section = await sectionOf(id);
    const ann = await opened(admin, id);
    const ben = await opened(editor, id);
    const clicks = [ann, ben].map((client) => click(textIn(client, section), 'utilize', 'use'));
    const answers = await Promise.all([send(admin, id, clicks[0]), send(editor, id, clicks[1])]);
    expect(answers.map(({ body }) => body.outcome).sort()).toEqual(['gone', 'replaced']);
    for (const client of [ann, ben])
      await until(() => plain(textIn(client, section)) === 'They use it, and utilize that.');
    expect(textIn(ann, section).toDelta()[1]).toEqual({ insert: 'use', attributes: { bold: {} } });
    ann.close();
    ben.close();
  });

  test('what no longer stands so is left alone, in an approved section too', async () => {
    const id = await draft(editor, { content: plainArticle('One', p('They utilize it.')) });
    const section = await sectionOf(id);
    const ann = await opened(editor, id);
    const request = click(textIn(ann, section), 'utilize', 'use');
    const others: Partial<Replacement>[] = [
      { words: 'utilizes' },
      { first: { ...request.first, clock: request.first.clock + 1 } },
      { first: { ...request.first, clock: 900_000 } },
      { first: { client: 1, clock: 0 } },
    ];
    for (const other of others)
      expect((await send(editor, id, { ...request, ...other })).body).toEqual({ outcome: 'gone' });
    const taken = await send(editor, id, { ...request, client: request.first.client });
    expect(taken.body).toMatchObject({ code: 'invalid-input', errors: [{ path: 'client' }] });
    expect((await send(editor, id, { ...request, instead: 'a\nb' })).status).toBe(422);
    expect((await send(editor, 'nosucharticle' as ArticleId, request)).status).toBe(404);
    expect((await send(await desk.as('reviewer'), id, request)).status).toBe(403);
    await approveAll(editor, await desk.as('reviewer'), id);
    expect((await send(editor, id, request)).body).toMatchObject({ code: 'sealed', status: 409 });
    expect(plain(textIn(ann, section))).toBe('They utilize it.');
    ann.close();
  });
});
