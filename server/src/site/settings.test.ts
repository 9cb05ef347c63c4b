import { defaultAccent, type SiteSettings } from '@galley/shared/api/site-settings.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { until } from '../collab/testing.ts';
import { draft, picture, plainArticle, publicationOf, published } from '../publishing/testing.ts';
import { forEachStorage, onPostgres, type TestDatabase } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import {
  changeSettings as change,
  expectInert,
  listings,
  type Reader,
  readerOf,
  settingsOf,
} from './page-testing.ts';

forEachStorage((database) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let admin: Browser;
  let read: Reader;

  beforeAll(async () => {
    place = await database();
    desk = await openDesk(place, { SITE_NAME: 'The First Post' });
    admin = await desk.as('admin');
    read = readerOf(desk.url);
    await published(admin, { content: plainArticle('Harbor opens'), slug: 'harbor-opens' });
  });
  afterAll(() => desk.close());

  const policies = async (some: Partial<SiteSettings['policies']>) => {
    const { settings } = await settingsOf(admin);
    return await change(admin, { policies: { ...settings.policies, ...some } });
  };
  const jsonLd = async (path: string) =>
    JSON.parse((await read(path)).page.all('script', { type: 'application/ld+json' })[0]?.text ?? '');

  test('begin with the configured name and nothing else', async () => {
    expect(await settingsOf(admin)).toMatchObject({
      version: 0,
      settings: { name: 'The First Post', description: '', accent: defaultAccent, logo: null },
    });
    const { page } = await read('/');
    expect(page.one('title').text).toBe('The First Post');
    expect(page.all('footer')[0]?.all('nav')).toEqual([]);
  });

  test('a new name and description are in every output at once', async () => {
    for (const path of [...listings, '/articles/harbor-opens']) await read(path);
    expect((await change(admin, { name: 'Harbor News', description: 'Ships & <tides>' })).status).toBe(200);
    for (const path of listings.filter((one) => !one.startsWith('/sitemap-1')))
      expect((await read(path)).text, path).toMatch(/Harbor News/);
    const { text, page } = await read('/articles/harbor-opens');
    expect(page.one('title').text).toBe('Harbor opens · Harbor News');
    expect(text).not.toContain('The First Post');
    expect((await read('/nowhere')).text).toContain('Harbor News');
    expect((await read('/')).page.meta('description')).toBe('Ships & <tides>');
    expect((await read('/feed.xml')).text).toContain('<subtitle>Ships &amp; &lt;tides&gt;</subtitle>');
    expect((await read('/rss.xml')).text).toContain('<description>Ships &amp; &lt;tides&gt;</description>');
    expect(JSON.parse((await read('/feed.json')).text).description).toBe('Ships & <tides>');
  });

  test('a color is in the style sheet and the icon, whose addresses change', async () => {
    const styleOf = async () =>
      (await read('/')).page.one('link', { rel: 'stylesheet' }).attribute('href') ?? '';
    const before = await styleOf();
    expect((await change(admin, { accent: '#FFD500' })).status).toBe(200);
    const after = await styleOf();
    expect(after).not.toBe(before);
    const style = await read(after);
    expect(style.headers['cache-control']).toContain('immutable');
    // Yellow can't be read on white, so it is darkened there.
    expect(style.text).toMatch(/--spot:light-dark\(#(?!ffd500)[0-9a-f]{6},#ffd500\)/);
    // The frames of embeds have the same colors.
    expect((await read('/embed.css')).text).toContain(/:root\{--spot[^}]*\}/.exec(style.text)?.[0]);
    // Who comes with an old address gets the new sheet, and does not keep it for good.
    const old = await read(before);
    expect(old.headers['cache-control']).not.toContain('immutable');
    expect(old.text).toBe(style.text);
    expect((await read('/icon.svg')).text).not.toContain('#2440b8');
  });

  test('a logo stands in the head, named as the site is, and in the data', async () => {
    const media = await picture(admin, 600, 150);
    expect((await change(admin, { name: 'Harbor News', logo: media })).status).toBe(200);
    const { page } = await read('/articles/harbor-opens');
    const logo = page.one('img', { class: 'logo' });
    expect(logo.attribute('alt')).toBe('Harbor News');
    expect(logo.attribute('width')).toBe('600');
    expect((await read(logo.attribute('src') ?? '')).status).toBe(200);
    // Links to a story without a picture show it elsewhere.
    expect(page.meta('og:image')).toMatch(new RegExp(`^https?://.*/media/${media}$`));
    expect(page.meta('og:image:alt')).toBe('Harbor News');
    for (const path of ['/', '/en', '/corrections'])
      expect((await read(path)).page.meta('og:image'), path).toContain(`/media/${media}`);
    expect((await jsonLd('/articles/harbor-opens')).publisher.logo).toMatchObject({
      width: 600,
      height: 150,
    });
    expect((await change(admin, { logo: null })).status).toBe(200);
    expect((await read('/')).page.all('img', { class: 'logo' })).toEqual([]);
  });

  test('policies are pages or links, in the foot of every page and in the data', async () => {
    expect((await read('/about/imprint')).status).toBe(404);
    const imprint = 'Harbor News\nPier 4\n\nWrite to us: https://harbor.example/contact.';
    const given = {
      imprint,
      ethics: 'https://harbor.example/ethics',
      corrections: 'We say so <b>openly</b>.',
    };
    expect((await policies(given)).status).toBe(200);
    const { status, page } = await read('/about/imprint');
    expect(status).toBe(200);
    expect(page.one('h1').text).toBe('Imprint');
    expect(page.one('main').all('p')).toHaveLength(2);
    expect(page.one('main').one('a').attribute('href')).toBe('https://harbor.example/contact');
    expectInert(page);
    expect((await read('/about/corrections')).page.one('main').text).toContain('<b>openly</b>');
    expect((await read('/about/ethics')).status).toBe(404);
    for (const path of ['/', '/articles/harbor-opens', '/nowhere', '/about/imprint']) {
      const links = (await read(path)).page.one('footer').one('nav').all('a');
      expect(
        links.map((link) => link.attribute('href')),
        path,
      ).toEqual(['/about/imprint', '/about/corrections', 'https://harbor.example/ethics']);
    }
    const story = await jsonLd('/articles/harbor-opens');
    expect(story.publishingPrinciples).toBe('https://harbor.example/ethics');
    expect(story.publisher).toMatchObject({
      correctionsPolicy: `${desk.url}/about/corrections`,
      ethicsPolicy: 'https://harbor.example/ethics',
    });
    expect((await jsonLd('/')).correctionsPolicy).toBe(`${desk.url}/about/corrections`);
    expect((await policies({ imprint: '' })).status).toBe(200);
    expect((await read('/about/imprint')).status).toBe(404);
  });

  test('two admins at once: the second learns of the first, and nothing is lost', async () => {
    const { version, settings } = await settingsOf(admin);
    const other = await desk.as('admin');
    const put = (browser: Browser, name: string) =>
      browser.ask('PUT', '/api/site-settings', { version, settings: { ...settings, name } });
    const answers = await Promise.all([put(admin, 'One'), put(other, 'Two')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const won = answers.find(({ status }) => status === 200)?.body.settings.name;
    expect((await settingsOf(admin)).settings.name).toBe(won);
  });

  test('an uploaded picture is the icon in all sizes that are asked for, and a plain one before', async () => {
    const bytes = async (path: string) => Buffer.from(await (await fetch(desk.url + path)).arrayBuffer());
    const corner = async (path: string) => {
      const { data, info } = await sharp(await bytes(path))
        .raw()
        .toBuffer({ resolveWithObject: true });
      return [info.width, info.height, ...data.subarray(0, info.channels)];
    };
    const { page } = await read('/');
    expect(page.one('link', { rel: 'icon' }).attribute('href')).toMatch(/^\/icon\.svg/);
    expect((await corner('/apple-touch-icon.png')).slice(0, 2)).toEqual([180, 180]);
    const plain = await bytes('/favicon.ico');

    expect((await change(admin, { icon: await picture(admin, 400, 200) })).status).toBe(200);
    const links = [...(await read('/')).page.all('link', { rel: 'icon' })];
    expect(links.map((link) => [link.attribute('type'), link.attribute('sizes')])).toEqual([
      ['image/x-icon', '48x48'],
      ['image/png', '192x192'],
    ]);
    for (const link of links) {
      const { status, headers } = await read(link.attribute('href') ?? '');
      expect([status, headers['content-type'], headers['cache-control']]).toEqual([
        200,
        link.attribute('type'),
        'public, max-age=31536000, immutable',
      ]);
    }
    // A wide picture stands whole in the square; around it is nothing, and white for phones.
    expect(await corner('/icon-192.png')).toEqual([192, 192, 0, 0, 0, 0]);
    expect((await corner('/apple-touch-icon.png')).slice(0, 5)).toEqual([180, 180, 255, 255, 255]);
    const ico = await bytes('/favicon.ico');
    expect(ico).not.toEqual(plain);
    const [size, offset] = [ico.readUInt32LE(14), ico.readUInt32LE(18)];
    expect(await sharp(ico.subarray(offset, offset + size)).metadata()).toMatchObject({
      format: 'png',
      width: 48,
    });
    expect(JSON.parse((await read('/feed.json')).text).icon).toContain('/icon-192.png?v=');
    await change(admin, { icon: null });
    expect(await bytes('/favicon.ico')).toEqual(plain);
  });

  test('the time zone is the configured one until one is chosen, on the site, at the desk and for schedules', async () => {
    const first = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const zones = async () => [
      (await settingsOf(admin)).settings.timeZone,
      (await admin.ask('GET', '/api/session')).body.timeZone,
    ];
    expect(await zones()).toEqual([first, first]);
    const id = await draft(admin, { content: plainArticle('At noon'), slug: 'at-noon' });
    expect((await change(admin, { timeZone: 'Pacific/Kiritimati' })).status).toBe(200);
    expect(await zones()).toEqual(['Pacific/Kiritimati', 'Pacific/Kiritimati']);
    const facts = (await read('/articles/harbor-opens')).page.one('div', { class: 'facts' });
    expect(facts.text).toMatch(/GMT\+14/);
    const { hash, timeZone } = await publicationOf(admin, id);
    expect(timeZone).toBe('Pacific/Kiritimati');
    const local = `${new Date().getUTCFullYear() + 1}-06-02T12:00`;
    const { body } = await admin.ask('POST', `/api/articles/${id}/schedule`, {
      hash,
      after: 0,
      note: '',
      local,
    });
    // There it is 14 hours later than in UTC.
    expect(body.scheduled).toMatchObject({ at: `${local.slice(0, 8)}01T22:00:00.000Z`, timeZone });
    const embargoed = await admin.ask('POST', '/api/articles', {
      template: 'blank',
      language: 'en',
      embargo: local,
    });
    expect(embargoed.body.embargo).toBe(`${local.slice(0, 8)}01T22:00:00.000Z`);
    await change(admin, { timeZone: first });
  });

  describe('refuse', () => {
    test.each([
      ['no name', { name: ' \u202e ' }, 'settings.name', 'name-missing'],
      ['a long name', { name: 'x'.repeat(81) }, 'settings.name', 'too-long'],
      ['a long description', { description: 'x'.repeat(301) }, 'settings.description', 'too-long'],
      ['what is no color', { accent: 'red;}body{display:none' }, 'settings.accent', 'color-invalid'],
      [
        'a logo that nobody uploaded',
        { logo: 'nosuchpicture000' as MediaId },
        'settings.logo',
        'logo-unknown',
      ],
      ['no time zone', { timeZone: 'Europe/Atlantis' }, 'settings.timeZone', 'zone-unknown'],
      ['an offset, which knows no summer', { timeZone: '+02:00' }, 'settings.timeZone', 'zone-unknown'],
      [
        'an icon that nobody uploaded',
        { icon: 'nosuchpicture000' as MediaId },
        'settings.icon',
        'icon-unknown',
      ],
      ['a logo that is no id', { logo: '../../etc' as MediaId }, 'settings.logo', 'logo-unknown'],
    ])('%s', async (_what, some, path, message) => {
      const before = await settingsOf(admin);
      const { status, body } = await change(admin, some);
      expect(status).toBe(422);
      expect(body.errors).toContainEqual({ path, message });
      expect(await settingsOf(admin)).toEqual(before);
    });

    test.each(['javascript:alert(1)', 'https://', 'http:///nowhere', 'data:text/html,x', 'ftp://x.example/'])(
      'a policy that only looks like a link: %s',
      async (text) => {
        const { status, body } = await policies({ privacy: text });
        expect(status).toBe(422);
        expect(body.errors).toContainEqual({ path: 'settings.policies.privacy', message: 'link-invalid' });
      },
    );

    test('what is no setting', async () => {
      const { version, settings } = await settingsOf(admin);
      const input = { version, settings: { ...settings, script: 'x' } };
      expect((await admin.ask('PUT', '/api/site-settings', input)).status).toBe(422);
    });
  });
});

onPostgres((database) => {
  test('a change through one node is on the other’s pages within a second', async () => {
    const place = await database();
    const first = await openDesk(place);
    const second = await openDesk(place);
    try {
      const admin = await first.as('admin');
      const read = readerOf(second.url);
      await read('/');
      expect((await change(admin, { name: 'Renamed' })).status).toBe(200);
      await until(async () => (await read('/')).text.includes('Renamed'));
    } finally {
      await first.close();
      await second.close();
    }
  });
});
