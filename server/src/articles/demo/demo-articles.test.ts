import { builtInTemplates } from '@galley/shared/article/built-in-templates.ts';
import { checkedDocument } from '@galley/shared/article/read-article.ts';
import { readiness } from '@galley/shared/article/readiness.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import { describe, expect, test } from 'vitest';
import { demoArticles } from './demo-articles.ts';

describe.each(demoArticles)('“$article.content.headline”', ({ article, slug, stage, picture }) => {
  const template = builtInTemplates.find(({ id }) => id === article.template)?.content ?? { sections: [] };
  const { content } = article;
  if (!content) throw new Error('A demo article has its text with it.');

  test('fits the schema', () => {
    for (const section of content.sections) expect(() => checkedDocument(section.blocks)).not.toThrow();
  });

  test('is as ready as its stage says', () => {
    const lead = picture ? { media: 'apicture' as MediaId, ...picture } : content.lead;
    const open = readiness({ ...content, lead }, template, { slug }).map(({ code }) => code);
    const expected = { draft: ['slug-missing', 'too-few-items'], review: ['slug-missing'] };
    expect(open).toEqual(stage === 'draft' || stage === 'review' ? expected[stage] : []);
  });
});
