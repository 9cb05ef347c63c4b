import type { SiteSettings } from '@galley/shared/api/site-settings.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { draft, plainArticle, published } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { changeSettings, type Reader, readerOf, settingsOf } from './page-testing.ts';

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let read: Reader;

  beforeAll(async () => {
    desk = await openDesk(await database(), { SITE_NAME: 'Harbor [News]', AI_TRAINING: 'reserved' });
    admin = await desk.as('admin');
    read = readerOf(desk.url);
    await published(admin, { content: plainArticle('The *new* ferry'), slug: 'ferry' });
    await draft(admin, { content: plainArticle('Not public'), slug: 'not-public' });
  });
  afterAll(() => desk.close());

  const change = async (some: Partial<SiteSettings>) => {
    const { status, body } = await changeSettings(admin, some);
    expect(body.errors ?? status).toBe(200);
  };
  /** Why the fields are refused, by their paths. */
  const refusals = async (some: Partial<SiteSettings>) => {
    const { status, body } = await changeSettings(admin, some);
    expect(status).toBe(422);
    return Object.fromEntries(
      body.errors.map(({ path, message }: { path: string; message: string }) => [path, message]),
    );
  };

  test('none of them is there before somebody wants it', async () => {
    for (const path of ['/trust.txt', '/.well-known/trust.txt', '/llms.txt', '/0123456789abcdef.txt'])
      expect((await read(path)).status, path).toBe(404);
  });

  describe('trust.txt', () => {
    test('names contacts and relations in the format’s order, and the policies that are written', async () => {
      const { policies } = (await settingsOf(admin)).settings;
      await change({
        policies: { ...policies, ethics: 'We check.', ownership: 'https://owner.example/who' },
        trust: {
          enabled: true,
          entries: [
            { relation: 'social', address: 'https://social.example/@harbor' },
            { relation: 'belongto', address: 'https://press.example/' },
            { relation: 'contact', address: ' desk@harbor.example ' },
          ],
        },
      });
      for (const path of ['/trust.txt', '/.well-known/trust.txt']) {
        const { text, headers } = await read(path);
        expect(headers['content-type']).toMatch(/^text\/plain/);
        expect(text.split('\n').slice(1)).toEqual([
          'contact=desk@harbor.example',
          'belongto=https://press.example/',
          'social=https://social.example/@harbor',
          'disclosure=https://owner.example/who',
          `disclosure=${desk.url}/about/ethics`,
          'datatrainingallowed=no',
          '',
        ]);
      }
    });

    test('takes no line that another line could hide in, and no contact that is none', async () => {
      const entry = (relation: 'contact' | 'member', address: string) => ({
        trust: { enabled: true, entries: [{ relation, address }] },
      });
      const wrong = { 'settings.trust.entries.0.address': 'trust-address-invalid' };
      expect(await refusals(entry('member', 'https://a.example\ncontrol=https://b.example'))).toEqual(wrong);
      expect(await refusals(entry('member', 'desk@harbor.example'))).toEqual(wrong);
      expect(await refusals(entry('contact', 'call us'))).toEqual(wrong);
    });
  });

  test('llms.txt says what the site is, where things are and what is new, and nothing that is not public', async () => {
    await change({
      description: 'Ships & tides',
      llms: { enabled: true, note: 'Quote with a link.\n\nAsk before you translate.' },
    });
    const { text, headers } = await read('/llms.txt');
    expect(headers['content-type']).toMatch(/^text\/plain; charset=utf-8/);
    expect(text).toMatch(
      /^# Harbor \\\[News\\\]\n\n> Ships & tides\n\nQuote with a link\.\n\nAsk before you translate\.\n\n/,
    );
    expect(text).toContain('are not for training AI models.');
    expect(text).toContain(`- [The \\*new\\* ferry](${desk.url}/articles/ferry): Some words.\n`);
    expect(text).toContain(`- [Ethics](${desk.url}/about/ethics)\n`);
    expect(text).toContain(`- [Atom](${desk.url}/feed.xml)\n`);
    expect(text).not.toContain('Not public');
    await published(admin, { content: plainArticle('Second story'), slug: 'second' });
    expect((await read('/llms.txt')).text).toContain('Second story');
  });

  test('the key of IndexNow stands at its own address alone', async () => {
    const { endpoint } = (await settingsOf(admin)).settings.indexNow;
    await change({ indexNow: { key: 'AbCd-1234', endpoint } });
    expect(await read('/AbCd-1234.txt')).toMatchObject({ status: 200, text: 'AbCd-1234' });
    expect((await read('/abcd-1234.txt')).status).toBe(404);
    for (const key of ['short', 'with blanks here', 'ä'.repeat(10)])
      expect(await refusals({ indexNow: { key, endpoint } })).toEqual({
        'settings.indexNow.key': 'key-invalid',
      });
  });

  test('nothing is to be sent to addresses that are none, or are within the house', async () => {
    expect(await refusals({ hubs: ['ftp://hub.example'] })).toEqual({
      'settings.hubs.0': 'not-web-address',
    });
    expect(await refusals({ hubs: ['https://93.184.216.34/', 'http://127.0.0.1:9/'] })).toEqual({
      'settings.hubs.1': 'private-address',
    });
    const indexNow = { key: 'AbCd-1234', endpoint: 'http://[::1]/indexnow' };
    expect(await refusals({ indexNow })).toEqual({ 'settings.indexNow.endpoint': 'private-address' });
    // Nothing is sent without a key, and nobody has looked where to by the time that there is one.
    await change({ indexNow: { ...indexNow, key: '' } });
    expect(await refusals({ indexNow })).toEqual({ 'settings.indexNow.endpoint': 'private-address' });
  });
});
