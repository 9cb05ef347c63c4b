// Spelling where a template lets it block: nothing is published with it, a server that is away keeps nothing from it, and what
// is said of that is true.
import { builtInTemplates } from '@galley/shared/article/built-in-templates.ts';
import { p } from '@galley/shared/article/testing.ts';
import type { CheckLevels } from '@galley/shared/checks/levels.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Browser } from '../accounts/testing.ts';
import { askToPublish, draft, plainArticle, publicationOf } from '../publishing/testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';
import { openLanguageTool, type TestLanguageTool } from './language-tool-testing.ts';

forEachStorage((database) => {
  let place: TestDatabase;
  let tool: TestLanguageTool;
  let desk: OpenDesk;
  let admin: Browser;
  let made = 0;
  const reopen = async (settings: Record<string, string>) => {
    await desk.close();
    desk = await openDesk(place, settings);
    admin = new Browser(desk.url);
    await admin.signIn('admin@test.example');
  };
  beforeAll(async () => {
    place = await database();
    tool = await openLanguageTool({ teh: 'the', 'a apple': 'an apple' });
    desk = await openDesk(place, { LANGUAGETOOL_URL: tool.url });
    admin = await desk.as('admin');
  });
  beforeEach(() => {
    tool.mood = 'well';
  });
  afterAll(async () => {
    await desk.close();
    await tool.close();
  });

  const blank = builtInTemplates.find(({ id }) => id === 'blank')?.content;
  const articleOf = async (checks: CheckLevels, words: string): Promise<ArticleId> => {
    made += 1;
    const template = (await admin.ask('POST', '/api/templates', { ...blank, checks })).body.id;
    return await draft(admin, {
      template,
      content: plainArticle('Harbor', p(words)),
      slug: `spelled-${made}`,
    });
  };
  const stateOf = async (id: ArticleId) => {
    const { readiness, languageCheck } = await publicationOf(admin, id);
    return [languageCheck, ...readiness.map(({ check, kind, count }) => `${check} ${kind} ${count}`)];
  };
  const schedule = async (id: ArticleId) => {
    const { hash } = await publicationOf(admin, id);
    const local = `${new Date().getFullYear() + 1}-02-03T04:05`;
    return await admin.ask('POST', `/api/articles/${id}/schedule`, { hash, after: 0, local });
  };
  const refusal = { status: 409, body: { code: 'not-ready', errors: [{ message: 'check-blocks' }] } };

  test('what is misspelled is refused by publishing and scheduling until it is right', async () => {
    const id = await articleOf({ spelling: 'block' }, 'In teh harbor lies a apple, by teh quay.');
    expect(await stateOf(id)).toEqual(['done', 'spelling text 2']);
    expect(await askToPublish(admin, id)).toMatchObject(refusal);
    expect(await schedule(id)).toMatchObject(refusal);
    const owner = (await desk.person('admin')).id;
    const known = { avoid: 'teh', prefer: '', note: '', language: 'both', owner };
    const word = (await admin.ask('POST', '/api/house-style', known)).body;
    // What the house style speaks of is a word.
    expect(await stateOf(id)).toEqual(['done']);
    await admin.ask('DELETE', `/api/house-style/${word.id}`);
    await editAs(desk, 'editor', id, (client) => {
      client.text('text').delete(3, 3);
      client.text('text').insert(3, 'the');
    });
    expect(await stateOf(id)).toEqual(['done', 'spelling text 1']);
    await editAs(desk, 'editor', id, (client) => client.text('text').delete(27, 12));
    expect((await askToPublish(admin, id)).status).toBe(201);
  });

  test('what only warns is neither asked for nor refused', async () => {
    const id = await articleOf({ spelling: 'warn', grammar: 'off' }, 'In teh harbor.');
    const before = tool.requests;
    expect(await stateOf(id)).toEqual(['off']);
    expect((await askToPublish(admin, id)).status).toBe(201);
    expect(tool.requests).toBe(before);
  });

  test('a server that is away keeps nothing from being published, and that it was not asked is said', async () => {
    const id = await articleOf({ grammar: 'block' }, 'Such a apple, unseen.');
    tool.mood = 'broken';
    expect(await stateOf(id)).toEqual(['unreachable']);
    expect((await schedule(id)).status).toBe(200);
    // It is judged anew at its time: by then the server is back.
    tool.mood = 'well';
    await reopen({ LANGUAGETOOL_URL: tool.url });
    const at = new Date(Date.now() - 1000).toISOString();
    await place.run(`update schedule set at = '${at}', "nextAt" = '${at}' where id = '${id}'`);
    await expect
      .poll(async () => (await publicationOf(admin, id)).scheduled?.held?.why, { timeout: 20_000 })
      .toEqual(['check-blocks']);
  });

  test('on a desk without a server it says so, and blocks nothing', async () => {
    const id = await articleOf({ spelling: 'block' }, 'In teh old harbor.');
    await reopen({});
    expect(await stateOf(id)).toEqual(['none']);
    expect((await askToPublish(admin, id)).status).toBe(201);
  });
});
