// Stories as NewsML-G2, on whole desks; each document is validated against IPTC's own schema.
import { readFile } from 'node:fs/promises';
import { revisionMetadataSchema } from '@galley/shared/api/publishing.ts';
import { emptyLead } from '@galley/shared/article/content.ts';
import { figure, p } from '@galley/shared/article/testing.ts';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { validateXML, type XMLFileInfo } from 'xmllint-wasm';
import type { Browser } from '../accounts/testing.ts';
import { draft, leadOf, picture, plainArticle, publish, published } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { newsmlMessage } from './newsml.ts';
import { type Reader, readerOf } from './page-testing.ts';
import { noSections } from './site-sections.ts';

let schema: XMLFileInfo;
let xml: XMLFileInfo;
beforeAll(async () => {
  const file = async (fileName: string): Promise<XMLFileInfo> => ({
    fileName,
    contents: await readFile(new URL(`schemas/${fileName}`, import.meta.url), 'utf8'),
  });
  schema = await file('NewsML-G2_2.34-spec-All-Power.xsd');
  xml = await file('xml.xsd');
});

/** Why the schema refuses it; nothing for what is valid. */
async function refusals(contents: string): Promise<string[]> {
  const document = { fileName: 'document.xml', contents };
  const { errors } = await validateXML({ xml: [document], schema: [schema], preload: [xml] });
  return errors.map(({ message }) => message);
}

test('a message of many texts leaves turns to others, and each text is written once', async () => {
  const at = '2026-11-30T08:00:00.000Z';
  const facts = { language: 'en', byline: '', template: 'news', sections: [], words: 2, lead: null };
  const metadata = revisionMetadataSchema.parse({ ...facts, firstPublishedAt: at });
  const changes = Array.from({ length: 20 }, (_, index) => {
    const words = {
      slug: `story-${index}`,
      headline: 'Ferry',
      dek: '',
      summary: '',
      elsewhere: { title: 'Ferry', socialTitle: 'Ferry', description: '' },
      html: '<p>It sails.</p>',
      text: 'It sails.',
    };
    const pictures = { lead: emptyLead, leadFile: null, pictures: [] };
    const story = {
      ...words,
      ...pictures,
      key: `story-${index}/1`,
      number: 1,
      feedId: `tag:${index}`,
      metadata,
    };
    return { type: 'story' as const, story: { ...story, publishedAt: at, updatedAt: at, change: null } };
  });
  const site = { name: 'Tide', url: 'https://tide.example', reserved: false, authors: new Map() };
  let turns = 0;
  const write = async () => {
    turns = 0;
    let next = setImmediate(function count() {
      turns += 1;
      next = setImmediate(count);
    });
    const text = await newsmlMessage({ ...site, sections: noSections }, changes, at);
    clearImmediate(next);
    return text;
  };
  const first = await write();
  expect(turns).toBeGreaterThanOrEqual(changes.length);
  expect(first.match(/<p>It sails\.<\/p>/g)).toHaveLength(changes.length);
  expect(await write()).toBe(first);
  expect(turns).toBe(0);
});

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let read: Reader;

  beforeEach(async () => {
    desk = await openDesk(await database(), { SITE_NAME: 'The “Tide” & more', AI_TRAINING: 'reserved' });
    read = readerOf(desk.url);
    admin = await desk.as('admin');
  });
  afterEach(() => desk.close());

  const withdraw = (id: string, note = '') => admin.ask('POST', `/api/articles/${id}/withdraw`, { note });
  const versionOf = (text: string) => Number(/<newsItem [^>]*version="(\d+)"/.exec(text)?.[1]);

  test('the schema refuses what is none', async () => {
    expect(await refusals('<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"/>')).not.toEqual([]);
    expect(await refusals('<newsItem')).not.toEqual([]);
  });

  test('an article is there as a valid item, with everything that belongs to it', async () => {
    const media = await picture(admin, 1200, 800);
    const inText = await picture(admin, 600, 400);
    const content = plainArticle(
      'Fähre & “Kai”',
      p('Sie fährt <wieder>\u00a0& bald.'),
      figure(inText, 'Ein Kai', 'Am Kai.', 'B. F.'),
    );
    await published(admin, {
      content: { ...content, dek: 'Im Mai.', lead: leadOf(media) },
      slug: 'faehre',
      language: 'de',
      byline: 'Kim Döe und Lee Roe',
      tags: ['Häfen', '🎉'],
    });
    const { page } = await read('/articles/faehre');
    const path = page.one('link', { title: 'NewsML-G2' }).attribute('href') ?? '';
    // The second answer comes from memory.
    for (const _ of [1, 2]) {
      const { status, headers, text } = await read(path);
      expect([status, headers['content-type']]).toEqual([
        200,
        'application/vnd.iptc.g2.newsitem+xml; charset=utf-8',
      ]);
      expect(await refusals(text)).toEqual([]);
      for (const part of [
        '<pubStatus qcode="stat:usable"/>',
        '<headline>Fähre &amp; “Kai”</headline>',
        '<description role="drol:summary">Im Mai.</description>',
        '<creator literal="Kim Döe"><name>Kim Döe</name></creator>',
        '<by>Kim Döe und Lee Roe</by>',
        `<subject uri="${desk.url}/tags/haefen"><name>Häfen</name></subject>`,
        '<keyword>🎉</keyword>',
        'DMI-PROHIBITED-AIMLTRAINING',
        `<altRep contenttype="text/html">${desk.url}/articles/faehre</altRep>`,
        'Sie fährt &lt;wieder&gt;\u00a0&amp; bald.',
        `<icon href="${desk.url}/media/${media}" contenttype="image/jpeg"`,
      ])
        expect(text).toContain(part);
      expect(text).toMatch(new RegExp(`<img src="${desk.url}/media/${inText}[^>]*/>`));
      expect(text).toMatch(/ guid="tag:localhost,/);
    }
  });

  test('corrections, withdrawals and what comes after are versions of one item, each higher than the one before', async () => {
    const id = await draft(admin, { content: plainArticle('Hidden words'), slug: 'first' });
    expect((await read('/articles/first/newsml-g2.xml')).status).toBe(404);
    await publish(admin, id);
    const one = await read('/articles/first/newsml-g2.xml');
    await admin.ask('PATCH', `/api/articles/${id}`, { slug: 'second' });
    await publish(admin, id, 'The time was wrong.');
    const moved = await read('/articles/first/newsml-g2.xml');
    expect([moved.status, moved.headers.location]).toEqual([301, '/articles/second/newsml-g2.xml']);
    const two = await read('/articles/second/newsml-g2.xml');
    expect(two.text).toContain('<edNote>The time was wrong.</edNote>\n<signal qcode="sig:correction"/>');
    await withdraw(id, 'A source was wrong.');
    const gone = await read('/articles/second/newsml-g2.xml');
    expect([gone.status, gone.headers['content-type']]).toEqual([
      410,
      'application/vnd.iptc.g2.newsitem+xml; charset=utf-8',
    ]);
    expect(gone.text).not.toMatch(/Hidden words|second/);
    expect(gone.text).toMatch(/<pubStatus qcode="stat:canceled"\/>\n<edNote>A source was wrong\.<\/edNote>/);
    await publish(admin, id);
    const again = await read('/articles/second/newsml-g2.xml');
    const all = [one.text, two.text, gone.text, again.text];
    for (const text of all) expect(await refusals(text)).toEqual([]);
    expect(all.map(versionOf)).toEqual(all.map(versionOf).toSorted((a, b) => a - b));
    expect(new Set(all.map(versionOf)).size).toBe(4);
    expect(new Set(all.map((text) => / guid="([^"]+)"/.exec(text)?.[1])).size).toBe(1);
  });

  test('subscribers get the changes as one valid message, and nobody else does', async () => {
    const { token } = (await admin.ask('POST', '/api/subscribers', { name: 'A wire' })).body;
    const first = await published(admin, { content: plainArticle('First'), slug: 'first' });
    await published(admin, { content: plainArticle('Second'), slug: 'second' });
    await draft(admin, { content: plainArticle('Not out'), slug: 'not-out' });
    await withdraw(first, 'Gone.');
    const { status, headers, text } = await read('/newsml-g2/latest.xml', {
      authorization: `Bearer ${token}`,
    });
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'application/vnd.iptc.g2.newsmessage+xml; charset=utf-8',
      'no-store',
    ]);
    expect(await refusals(text)).toEqual([]);
    expect([...text.matchAll(/<headline>(.*?)<|qcode="stat:(\w+)"/g)].map(([, a, b]) => a ?? b)).toEqual([
      'canceled',
      'usable',
      'Second',
    ]);
    for (const path of ['/newsml-g2/latest.xml', '/newsml-g2/latest.xml?token=wrong'])
      expect((await read(path)).status).toBe(401);
    // A message must hold an item.
    const later = `/newsml-g2/latest.xml?token=${token}&since=2126-01-01T00:00:00Z`;
    expect(await read(later)).toMatchObject({ status: 204, text: '' });
  });
});
