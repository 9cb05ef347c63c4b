// Characters that no text may hold, on a whole desk: whatever enters over HTTP is cleaned, and every output can be read.
import { exported } from '@galley/shared/article/formats/exported.ts';
import { article, figure, p, section } from '@galley/shared/article/testing.ts';
import { newId } from '@galley/shared/ids.ts';
import { holdsUnwanted, someText } from '@galley/shared/text/characters.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from './accounts/testing.ts';
import { plainArticle, published } from './publishing/testing.ts';
import { listings } from './site/page-testing.ts';
import { forEachStorage } from './storage/testing.ts';
import { type OpenDesk, openDesk } from './testing/desk.ts';

const bad = '\u0001\u0008\u000b\ufffe\ud83d';

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;

  beforeAll(async () => {
    desk = await openDesk(await database(), { SITE_NAME: `The\u0002 Post\u202e` });
    admin = await desk.as('admin');
  });
  afterAll(() => desk.close());

  test('an article whose words held some is published, fed and exported without them', async () => {
    const id = await published(admin, {
      content: plainArticle(`Head${bad}line`, p(`Some ${bad}words.`)),
      slug: 'control',
      byline: `Ada\nLove\u202elace${bad}`,
    });
    const row = (await admin.ask('GET', `/api/articles/${id}`)).body;
    expect(row).toMatchObject({ headline: 'Head line', byline: 'Ada Lovelace' });
    const feed = await admin.ask('GET', '/feed.xml');
    expect(feed.body).toContain('<title>Head');
    expect(feed.body).toContain('<title>The Post</title>');
    const outputs = ['/articles/control', ...listings].map((path) => [path]);
    for (const format of ['markdown', 'html', 'text', 'json'])
      outputs.push([`/api/articles/${id}/export?format=${format}`]);
    for (const [path = ''] of outputs) {
      const { status, body } = await admin.ask('GET', path);
      expect(status, path).toBe(200);
      expect(someText(body, holdsUnwanted), path).toBe(false);
    }
  });

  test('comments keep their lines, names stay on one, and nothing turns the words around them', async () => {
    const { body: made } = await admin.ask('POST', '/api/articles', { template: 'news', language: 'en' });
    const thread = {
      id: newId(),
      subject: { type: 'article' },
      comment: { id: newId(), body: `One\u000btwo${bad}` },
    };
    const answer = await admin.ask('POST', `/api/articles/${made.id}/threads`, thread);
    expect(answer.body.comments[0].body).toBe('One\ntwo');
    const me = await admin.ask('PATCH', '/api/me', { name: 'Ada\r\nLove\u202elace\u0007' });
    expect(me.body.name).toBe('Ada Lovelace');
    const nothing = await admin.ask('PATCH', '/api/me', { name: '\u202e\u0001 ' });
    expect(nothing.status).toBe(422);
  });
});

describe('an article from before the rule', () => {
  test('is exported without them, attributes included', () => {
    const content = article(
      `Head${bad}`,
      section('text', p(`a${bad}b`), figure('abcd', '', `c${bad}`, `d${bad}`)),
    );
    content.lead.caption = `e${bad}`;
    const { headline, lead, sections } = exported({
      content,
      byline: '',
      language: 'en',
      sections: [],
      pictureAddress: (media) => media,
    });
    expect(someText({ headline, lead, sections }, holdsUnwanted)).toBe(false);
    expect(headline.trim()).toBe('Head');
  });
});
