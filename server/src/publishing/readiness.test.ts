import type { ArticleContent } from '@galley/shared/article/content.ts';
import { writeLine } from '@galley/shared/article/read-article.ts';
import { type ReadinessCode, readinessCodes } from '@galley/shared/article/readiness-item.ts';
import type { Region } from '@galley/shared/article/region.ts';
import { article, figure, item, p, section, ul } from '@galley/shared/article/testing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import type { TestClient } from '../collab/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';
import { askToPublish, draft, leadOf, newsWithoutApprovals, picture, publicationOf } from './testing.ts';

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let template: string;

  beforeAll(async () => {
    desk = await openDesk(await database());
    admin = await desk.as('admin');
    template = await newsWithoutApprovals(admin);
  });
  afterAll(() => desk.close());

  const page = (slug: string) => desk.visitor().ask('GET', `/articles/${slug}`);
  const edit = (id: ArticleId, change: (client: TestClient) => void) => editAs(desk, 'editor', id, change);

  describe('an article is not ready', () => {
    const words = (count: number) => p(Array.from({ length: count }, () => 'word').join(' '));
    const bullets = (count: number) => ul(...Array.from({ length: count }, () => item(p('Point'))));
    const news = (parts: { headline?: string; introduction?: number; news?: number; summary?: number }) =>
      article(
        parts.headline ?? 'News',
        section('introduction', words(parts.introduction ?? 20)),
        section('news', words(parts.news ?? 80)),
        section('summary', bullets(parts.summary ?? 3)),
      );
    const complete = news({});
    const [introduction, body, summary] = complete.sections;
    if (!introduction || !body || !summary) throw new Error('The builder makes three sections.');

    // These have tests of their own: those of review, of machine-made text, of licences, of what is shown elsewhere and of the checks.
    const notOfText = [
      'section-not-approved',
      'thread-blocking',
      'machine-review-missing',
      'licence-ended',
      'social-picture-unfit',
      'check-blocks',
    ] as const;
    type Fault = Exclude<ReadinessCode, (typeof notOfText)[number]>;
    const codes = readinessCodes.filter((code): code is Fault => !notOfText.some((other) => other === code));

    /** One fault in an article of the News template that has no other; `place` is the kind of the section it is in. */
    const faults: Record<
      Fault,
      {
        content: ArticleContent | ((media: string) => ArticleContent);
        slug?: null;
        typed?: { line: 'headline' | 'dek'; text: string };
        kind: string | null;
        numbers?: [count: number, limit: number];
      }
    > = {
      'headline-missing': { content: news({ headline: '  ' }), kind: null },
      'headline-too-long': {
        content: news({ headline: '' }),
        typed: { line: 'headline', text: 'x'.repeat(501) },
        kind: null,
        numbers: [501, 500],
      },
      'dek-too-long': {
        content: complete,
        typed: { line: 'dek', text: 'x'.repeat(2001) },
        kind: null,
        numbers: [2001, 2000],
      },
      'slug-missing': { content: complete, slug: null, kind: null },
      'lead-alt-missing': {
        content: (media) => ({ ...complete, lead: leadOf(media, { alt: ' ' }) }),
        kind: null,
      },
      'lead-credit-missing': {
        content: (media) => ({ ...complete, lead: leadOf(media, { credit: '' }) }),
        kind: null,
      },
      'section-missing': { content: article('News', body, summary), kind: 'introduction' },
      'section-empty': {
        content: article('News', section('introduction', p()), body, summary),
        kind: 'introduction',
      },
      'too-few-words': { content: news({ news: 79 }), kind: 'news', numbers: [79, 80] },
      'too-many-words': { content: news({ introduction: 121 }), kind: 'introduction', numbers: [121, 120] },
      'too-few-items': { content: news({ summary: 2 }), kind: 'summary', numbers: [2, 3] },
      'too-many-items': { content: news({ summary: 7 }), kind: 'summary', numbers: [7, 6] },
      'image-alt-missing': {
        content: (media) =>
          article('News', introduction, section('news', words(80), figure(media, '', '', 'Ann')), summary),
        kind: 'news',
      },
      'image-credit-missing': {
        content: (media) =>
          article('News', introduction, section('news', words(80), figure(media, 'A quay')), summary),
        kind: 'news',
      },
      'image-lost': {
        content: article(
          'News',
          introduction,
          section('news', words(80), figure('nosuchpicture000', 'A quay', '', 'Ann')),
          summary,
        ),
        kind: 'news',
      },
      'block-not-allowed': {
        content: article('News', introduction, body, section('summary', bullets(3), words(3))),
        kind: 'summary',
      },
    };

    /** Which part of the head lacks something; the others name their section. */
    const inHead: Partial<Record<Fault, Region>> = {
      'headline-missing': 'headline',
      'headline-too-long': 'headline',
      'dek-too-long': 'dek',
      'lead-alt-missing': 'lead-alt',
      'lead-credit-missing': 'lead-credit',
    };

    test.each(codes)('and can’t be published: %s', async (code) => {
      const { content, kind, slug, typed, numbers } = faults[code];
      const media = await picture(admin);
      const id = await draft(admin, {
        template,
        content: typeof content === 'function' ? content(media) : content,
        slug: slug === null ? null : code,
      });
      if (typed) await edit(id, ({ doc }) => writeLine(doc, typed.line, typed.text));
      const { readiness } = await publicationOf(admin, id);
      expect(readiness).toMatchObject([{ code, kind }]);
      const [item] = readiness;
      const isInSection = kind !== null && code !== 'section-missing';
      expect(item?.region).toEqual(isInSection ? expect.any(String) : (inHead[code] ?? null));
      expect([item?.count, item?.limit]).toEqual(numbers ?? [null, null]);

      const refused = await askToPublish(admin, id);
      expect(refused.body).toMatchObject({
        code: 'not-ready',
        status: 409,
        errors: [{ path: item?.region ?? '', message: code }],
      });
      expect(await publicationOf(admin, id)).toMatchObject({ live: null, revisions: [] });
      expect((await page(code)).status).toBe(404);
    });

    test('until nothing is missing', async () => {
      const media = await picture(admin);
      const content = { ...complete, lead: leadOf(media) };
      const id = await draft(admin, { template, content, slug: 'nothing-missing' });
      expect((await publicationOf(admin, id)).readiness).toEqual([]);
      expect((await askToPublish(admin, id)).status).toBe(201);
    });
  });
});
