import { expect, test } from 'vitest';
import { draft, plainArticle } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { openDesk } from '../testing/desk.ts';
import { TestClient, until } from './testing.ts';

forEachStorage((database) => {
  test('an article in the archive is only read on open sockets and on new ones, and written again when it is back', async () => {
    const desk = await openDesk(await database());
    const editor = await desk.as('editor');
    const article = await draft(editor, { content: plainArticle('Kept'), slug: 'kept' });
    const open = () => {
      const socket = { url: `${desk.url.replace('http', 'ws')}/api/collab`, origin: desk.url };
      return new TestClient(socket, editor.cookie, article).synced();
    };
    const archive = (archived: boolean) => editor.ask('PATCH', `/api/articles/${article}`, { archived });
    const client = await open();
    expect((await archive(true)).status).toBe(200);
    await until(() => client.messages.length > 0);
    expect(client.messages).toEqual([{ type: 'access', write: false }]);
    const late = await open();
    expect(late.provider.authorizedScope).toBe('readonly');
    for (const one of [client, late]) {
      one.doc.getMap('lead').set('media', 'Never');
      await until(() => one.messages.some(({ type }) => type === 'refused'));
      expect(one.messages.at(-1)).toMatchObject({ reason: 'archived' });
      one.close();
    }
    const back = await open();
    expect((await archive(false)).status).toBe(200);
    await until(() => back.messages.length > 0);
    back.doc.getMap('lead').set('media', 'Written again');
    await back.saved();
    expect(back.messages).toEqual([{ type: 'access', write: true }]);
    back.close();
    await desk.close();
  });
});
