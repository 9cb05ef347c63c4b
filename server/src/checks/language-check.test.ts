// Spelling and grammar by a LanguageTool server, on a whole desk beside a small server that speaks its interface.
import type { LanguageCheck } from '@galley/shared/api/text-check.ts';
import { code, figure, p, t } from '@galley/shared/article/testing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { until } from '../collab/testing.ts';
import { draft, picture, plainArticle } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';
import { createLanguageBlocking } from './language-blocking.ts';
import { AwayError, createLanguageTool } from './language-tool.ts';
import { openLanguageTool, type TestLanguageTool } from './language-tool-testing.ts';

forEachStorage((database) => {
  let tool: TestLanguageTool;
  let desk: OpenDesk;
  let editor: Browser;
  let logged: string[];
  beforeAll(async () => {
    tool = await openLanguageTool({ teh: 'the', hafen: 'Hafen', 'a apple': 'an apple', Person: 'Human' });
    desk = await openDesk(
      await database(),
      {
        LANGUAGETOOL_URL: `${tool.url}/`,
        LANGUAGETOOL_VARIANTS: 'en-GB',
        LOG_LEVEL: 'info',
      },
      (line) => logged.push(line),
    );
    editor = await desk.as('editor');
  });
  beforeEach(() => {
    logged = [];
    Object.assign(tool, { asked: [], requests: 0, mood: 'well' });
  });
  afterAll(async () => {
    await desk.close();
    await tool.close();
  });

  const openTool = (log = pino({ enabled: false })) =>
    createLanguageTool({ url: tool.url, variants: { en: 'en-US', de: 'de-DE' } }, log);
  const check = async (id: ArticleId): Promise<LanguageCheck> =>
    (await editor.ask('GET', `/api/articles/${id}/language-check`)).body;
  const found = async (id: ArticleId) =>
    (await check(id)).findings.map(({ code, block, from, quote, replacements }) => [
      ...[code, block, from, quote],
      ...replacements,
    ]);

  test('what it finds has its place in the text, with code and soft hyphens in front of it', async () => {
    const content = plainArticle(
      'In teh harbor',
      p('Run ', t('teh code', 'code'), ' on teh Was\u00adser, and teh\u00adend.'),
      code('teh'),
      p('He has a apple.'),
      figure(await picture(editor), 'At teh quay', 'Caption', 'Ann'),
    );
    const id = await draft(editor, { content });
    expect(await found(id)).toEqual([
      ['spelling', 0, 3, 'teh', 'the'],
      ['spelling', 0, 16, 'teh', 'the'],
      ['grammar', 1, 7, 'a apple', 'an apple'],
      ['spelling', 4, 3, 'teh', 'the'],
    ]);
    expect(tool.asked.map(({ language }) => language)).toEqual(['en-GB']);
    expect(tool.asked[0]?.text).toContain('Run X on teh Wasser, and tehend.\n\nHe has a apple.');
  });

  test('a block is asked about once, and again when it has changed', async () => {
    const id = await draft(editor, { content: plainArticle('Harbor', p('Fine words.'), p('On teh quay.')) });
    await found(id);
    await found(id);
    expect(tool.asked).toHaveLength(1);
    await editAs(desk, 'editor', id, (client) => client.text('text').insert(0, 'Very '));
    expect(await found(id)).toEqual([['spelling', 1, 3, 'teh', 'the']]);
    expect(tool.asked.map(({ text }) => text.trim())).toEqual([
      'Harbor\n\nFine words.\n\nOn teh quay.',
      'Very Fine words.',
    ]);
  });

  test('names of people and the house style’s words are not misspelled; a German text is asked about in German', async () => {
    const admin = await desk.as('admin');
    const owner = (await desk.person('admin')).id;
    const word = { avoid: 'port', prefer: 'hafen', note: '', language: 'both', owner };
    await admin.ask('POST', '/api/house-style', word);
    const content = plainArticle('Neues', p('Editor Person am hafen sagt teh.'));
    const id = await draft(editor, { content, language: 'de' });
    expect((await found(id)).map(([, , , quote]) => quote)).toEqual(['teh']);
    expect(tool.asked[0]?.language).toBe('de-DE');
  });

  test('a long text goes in slices', async () => {
    const long = Array.from({ length: 12 }, (_, index) => p(`${index} teh ${'word '.repeat(500)}`));
    const id = await draft(editor, { content: plainArticle('Long', ...long) });
    expect(await found(id)).toHaveLength(12);
    expect(tool.asked.length).toBeGreaterThan(3);
    expect(Math.max(...tool.asked.map(({ text }) => text.length))).toBeLessThan(9000);
  });

  test('where it does not answer as it should, that is said, and it is asked again later', async () => {
    const id = await draft(editor, { content: plainArticle('On teh pier') });
    for (const mood of ['broken', 'wrong'] as const) {
      tool.mood = mood;
      expect(await check(id)).toEqual({ state: 'unreachable', findings: [] });
      tool.mood = 'well';
      // For half a minute it is left alone.
      expect(await check(id)).toEqual({ state: 'unreachable', findings: [] });
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
    }
    expect(tool.requests).toBe(2);
    expect(await found(id)).toHaveLength(1);
    vi.useRealTimers();
    const lines = logged.join('');
    expect(lines).toContain('could not be asked');
    expect(lines).not.toContain('teh');
  });

  test('where it fails, what waits for it does not wait for one failure after the other', async () => {
    const other = openTool();
    const texts = Array.from({ length: 9 }, (_, index) => `${index} teh ${'word '.repeat(1500)}`);
    tool.mood = 'broken';
    await expect(other.check(texts, 'en', new AbortController().signal)).rejects.toThrow();
    await expect(other.check(texts, 'en', new AbortController().signal)).rejects.toThrow(AwayError);
    expect(tool.requests).toBeLessThan(3);
  });

  test('who closes the page while it is silent leaves nothing waiting, and it is not taken for away', async () => {
    const other = openTool();
    const texts = Array.from({ length: 9 }, (_, index) => `${index} teh ${'word '.repeat(1500)}`);
    const left = new AbortController();
    tool.mood = 'silent';
    const asked = other.check(texts, 'en', left.signal);
    await until(() => tool.requests === 2);
    left.abort();
    await expect(asked).rejects.toThrow();
    tool.mood = 'well';
    expect((await other.check(['In teh harbor'], 'en', new AbortController().signal))[0]).toHaveLength(1);
    expect(tool.requests).toBe(3);
  });

  test('what is under way is asked about once, and who leaves ends it for nobody else', async () => {
    const other = openTool();
    const { promise, resolve } = Promise.withResolvers<void>();
    tool.ready = promise;
    const left = new AbortController();
    const first = other.check(['In teh harbor', 'One more'], 'en', left.signal);
    const second = other.check(['In teh harbor', 'Another'], 'en', new AbortController().signal);
    left.abort();
    await expect(first).rejects.toThrow();
    resolve();
    expect((await second)[0]).toHaveLength(1);
    expect(tool.asked.map(({ text }) => text.trim()).toSorted()).toEqual([
      'Another',
      'In teh harbor\n\nOne more',
    ]);
  });

  test('when the limit is up, what waits is asked no more; what was sent is remembered', async () => {
    const other = openTool();
    const { promise, resolve } = Promise.withResolvers<void>();
    tool.ready = promise;
    const texts = Array.from({ length: 9 }, (_, index) => `${index} teh ${'word '.repeat(1500)}`);
    const content = plainArticle('Harbor', ...texts.map((text) => p(text)));
    const blocking = createLanguageBlocking(other);
    await blocking.ask({ content, language: 'en', levels: { spelling: 'block' } }, 1);
    await blocking.ask({ content, language: 'en', levels: { spelling: 'block' } }, 1);
    resolve();
    await other.check(['In teh harbor'], 'en', new AbortController().signal);
    expect(tool.requests).toBe(3);
    expect(other.remembered(texts.slice(0, 1), 'en')?.[0]).toHaveLength(1);
    expect(other.remembered(texts, 'en')).toBeNull();
  });

  test('a limit that is up is no failure; what fails after it is logged, and once', async () => {
    const lines: string[] = [];
    const other = openTool(pino({}, { write: (line) => lines.push(line) }));
    const { promise, resolve } = Promise.withResolvers<void>();
    tool.ready = promise;
    const texts = Array.from({ length: 3 }, (_, index) => `${index} teh ${'word '.repeat(1500)}`);
    const content = plainArticle('Harbor', ...texts.map((text) => p(text)));
    const blocking = createLanguageBlocking(other);
    await blocking.ask({ content, language: 'en', levels: { spelling: 'block' } }, 1);
    expect(lines).toEqual([]);
    tool.mood = 'broken';
    resolve();
    await until(() => lines.length > 0);
    await blocking.ask({ content, language: 'en', levels: { spelling: 'block' } }, 10_000);
    expect(lines).toEqual([expect.stringContaining('could not be asked')]);
  });

  test('a password in its address goes in a header, and never into the log', async () => {
    const url = tool.url.replace('//', '//desk:s%C3%A9sam%3A1@');
    const settings = { LANGUAGETOOL_URL: `${url}/`, LOG_LEVEL: 'info' };
    const other = await openDesk(await database(), settings, (line) => logged.push(line));
    const browser = await other.as('editor');
    const id = await draft(browser, { content: plainArticle('In teh harbor') });
    const ask = () => browser.ask('GET', `/api/articles/${id}/language-check`);
    expect((await ask()).body).toMatchObject({ state: 'done', findings: [{ quote: 'teh' }] });
    const header = `Basic ${Buffer.from('desk:s\u00e9sam:1').toString('base64')}`;
    expect(tool.asked.map(({ authorization }) => authorization)).toEqual([header]);
    tool.mood = 'broken';
    await editAs(other, 'editor', id, (client) => client.text('text').insert(0, 'New words. '));
    expect((await ask()).body.state).toBe('unreachable');
    await other.close();
    const lines = logged.join('');
    expect(lines).toContain('could not be asked');
    expect(lines).not.toMatch(/sam(%3A|:)1|Basic /);
  });

  test('a desk without such a server says so', async () => {
    const other = await openDesk(await database());
    const browser = await other.as('editor');
    const id = await draft(browser, { content: plainArticle('In teh harbor') });
    const { body } = await browser.ask('GET', `/api/articles/${id}/language-check`);
    expect(body).toEqual({ state: 'off', findings: [] });
    await other.close();
  });

  test('nobody asks about what they can’t read, and nobody asks without end', async () => {
    const id = await draft(editor, { content: plainArticle('In teh harbor') });
    expect((await editor.ask('GET', '/api/articles/nosucharticle/language-check')).status).toBe(404);
    expect((await desk.visitor().ask('GET', `/api/articles/${id}/language-check`)).status).toBe(401);
    expect(tool.asked).toEqual([]);
    const answers = [];
    for (let time = 0; time < 32; time += 1)
      answers.push((await editor.ask('GET', `/api/articles/${id}/language-check`)).status);
    expect(answers.filter((status) => status === 429).length).toBeGreaterThan(0);
    const viewer = await desk.as('viewer');
    expect((await viewer.ask('GET', `/api/articles/${id}/language-check`)).status).toBe(200);
  });
});
