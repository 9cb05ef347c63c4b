// Where links lead: to articles of the desk, and to a small site of the test's own.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LinkCheckResult } from '@galley/shared/api/text-check.ts';
import { figure, h, link, p, t } from '@galley/shared/article/testing.ts';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { until } from '../collab/testing.ts';
import { createTargets } from '../net/targets.ts';
import { draft, picture, plainArticle, published } from '../publishing/testing.ts';
import type { Tables } from '../storage/tables.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { createLinkCheck, type LinkCheck, linkFaults } from './link-check.ts';

forEachStorage((database) => {
  let site: Server;
  let address: string;
  let asked: string[];
  let desk: OpenDesk;
  let admin: Browser;
  beforeAll(async () => {
    asked = [];
    site = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      if (request.url === '/get-only' && request.method === 'HEAD') response.writeHead(405).end();
      else if (request.url === '/moved') response.writeHead(302, { location: '/fine' }).end();
      else if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end();
      else if (request.url === '/inward') response.writeHead(302, { location: 'http://10.0.0.1/' }).end();
      else if (request.url === '/broken') response.destroy();
      else response.writeHead(Number(request.url?.slice(1)) || 200).end('Words.');
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    // It listens on a port.
    address = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    desk = await openDesk(await database(), { LINK_ALLOW: '127.0.0.1' });
    admin = await desk.as('admin');
  });
  afterAll(async () => {
    await desk.close();
    site.closeAllConnections();
    site.close();
  });

  const check = async (...addresses: string[]): Promise<LinkCheckResult> => {
    const text = addresses.map((href, index) => p('See ', t(`this ${index}`, link(href)), '.'));
    const id = await draft(admin, { content: plainArticle('Links', ...text) });
    return (await admin.ask('GET', `/api/articles/${id}/link-check`)).body;
  };

  test('addresses elsewhere are asked, once each, and those that lead nowhere are named at their words', async () => {
    const paths = ['/fine', '/moved', '/get-only', '/403', '/404', '/503', '/loop', '/inward', '/broken'];
    const found = await check(
      ...paths.map((path) => address + path),
      `${address}/404`,
      'http://localhost:1/',
      'http://nobody.invalid/',
      'mailto:kim@example.org',
    );
    expect(found.checked).toBe(paths.length + 3);
    expect(found.faults.map(({ quote, why }) => [quote, why])).toEqual([
      ['this 4', 'not-found'],
      ['this 5', 'server-error'],
      ['this 6', 'leads-on'],
      ['this 7', 'private-address'],
      ['this 8', 'unreachable'],
      ['this 9', 'not-found'],
      ['this 10', 'private-address'],
      ['this 11', 'unknown-host'],
    ]);
    expect(found.faults[0]).toMatchObject({ block: 4, from: 4, href: `${address}/404` });
    expect(asked.filter((path) => path.endsWith('/404'))).toEqual(['HEAD /404', 'GET /404']);
  });

  test('links within the site lead to what readers can open', async () => {
    await published(admin, { content: plainArticle('Public'), slug: 'public-one' });
    const gone = await published(admin, { content: plainArticle('Gone'), slug: 'gone-one' });
    await admin.ask('POST', `/api/articles/${gone}/withdraw`, { note: '' });
    await draft(admin, { content: plainArticle('Draft'), slug: 'draft-one' });
    const { faults } = await check(
      '/articles/public-one',
      `${desk.url}/articles/Public-One#part`,
      '/articles/gone-one',
      '/articles/draft-one',
      '/articles/never-was',
      `${desk.url}/desk/articles/${gone}`,
      '/tags/harbor',
    );
    expect(faults.map(({ quote, why }) => [quote, why])).toEqual([
      ['this 2', 'withdrawn'],
      ['this 3', 'not-public'],
      ['this 4', 'no-article'],
      ['this 5', 'desk-only'],
    ]);
  });

  test('links within the site are looked at without those elsewhere, about which nobody is asked', async () => {
    const text = p(t('here', link('/articles/never-was')), ' and ', t('there', link(`${address}/404`)));
    const id = await draft(admin, { content: plainArticle('Inside', text) });
    asked.length = 0;
    const { body } = await admin.ask('GET', `/api/articles/${id}/link-check/inside`);
    expect(body).toMatchObject({ checked: 1, left: 0, faults: [{ quote: 'here', why: 'no-article' }] });
    expect(body.faults).toHaveLength(1);
    expect(asked).toEqual([]);
  });

  test('links of several formats, in headings and behind pictures have their places', async () => {
    const to = link(`${address}/404`);
    const content = plainArticle(
      'Places',
      figure(await picture(admin), 'A quay', 'Caption', 'Ann'),
      h(2, 'A ', t('heading', to)),
      p('Some ', t('bold', 'bold', to), t(' words', to)),
    );
    const id = await draft(admin, { content });
    const { body } = await admin.ask('GET', `/api/articles/${id}/link-check`);
    expect(
      body.faults.map(({ block, from, quote }: LinkCheckResult['faults'][number]) => [block, from, quote]),
    ).toEqual([
      [3, 2, 'heading'],
      [4, 5, 'bold words'],
    ]);
  });

  test('readers of the desk have nothing asked, and nobody has without end', async () => {
    const id = await draft(admin, { content: plainArticle('Links') });
    const viewer = await desk.as('viewer');
    expect((await viewer.ask('GET', `/api/articles/${id}/link-check`)).status).toBe(403);
    const reviewer = await desk.as('reviewer');
    const answers: number[] = [];
    for (let time = 0; time < 8; time += 1)
      answers.push((await reviewer.ask('GET', `/api/articles/${id}/link-check`)).status);
    expect([answers[0], answers.at(-1)]).toEqual([200, 429]);
  });
});

test('a look at many links has an end, and takes no more places than its share', async () => {
  const end = new AbortController();
  const asked: string[] = [];
  const check: LinkCheck = (href) => {
    asked.push(href);
    return href === 'fine' ? Promise.resolve(null) : new Promise(() => {});
  };
  const looking = linkFaults(['fine', 'one', 'two', 'three', 'four', 'five'], check, end.signal);
  await until(() => asked.length === 4);
  end.abort();
  expect(await looking).toEqual(new Map([['fine', null]]));
  expect(asked).toEqual(['fine', 'one', 'two', 'three']);
});

test('a server that says nothing is asked until the end, and its link is left', async () => {
  const silent = createServer(() => ends.abort());
  const ends = new AbortController();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  // It listens on a port.
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const db = {} as Kysely<Tables>; // Only links within the site are looked up.
  const { check } = createLinkCheck({
    db,
    targets: createTargets(['127.0.0.1']),
    url: 'https://desk.example',
  });
  expect(await check(url, ends.signal)).toBeUndefined();
  silent.closeAllConnections();
  silent.close();
});
