import { describe, expect, test } from 'vitest';
import { canonicalSection } from '../article/canonical.ts';
import { article, cell, figure, note, p, row, section, t, table, template, ul } from '../article/testing.ts';
import { isMarkedWithAll, missingApprovals, sectionHash } from './approvals.ts';

describe('the hash of a section', () => {
  test('is the SHA-256 of its canonical text', async () => {
    const text = section('news', p('Ferries run again. – Æ'));
    const bytes = new TextEncoder().encode(canonicalSection(text));
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    expect(sectionHash(text)).toBe(Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''));
  });

  test('is the same for what readers can’t tell apart: other ids of blocks, editors’ notes', () => {
    const one = section('news', p('Ferries run again.'));
    expect(sectionHash(section('news', p('Ferries run again.')))).toBe(sectionHash(one));
    const noted = section('news', p('Ferries ', t('run', note('sure?')), ' again.'));
    expect(sectionHash(noted)).toBe(sectionHash(one));
  });

  test('of pictures and tables is that of former times while nothing is said of their place and form', () => {
    const former = section(
      'news',
      { type: 'figure', attrs: { media: 'abcd', alt: 'a', caption: '', credit: '' } },
      {
        type: 'table',
        content: [row({ type: 'tableCell', attrs: { colspan: 1, rowspan: 1 }, content: [p('x')] })],
      },
    );
    const [picture, ...rest] = former.blocks;
    const unsaid = { width: null, crop: null, focus: null, sourceType: null };
    const now = {
      ...former,
      blocks: [{ ...picture, type: 'figure', attrs: { ...picture?.attrs, ...unsaid } }, ...rest],
    };
    const celled = { ...former, blocks: [...former.blocks.slice(0, 1), table(row(cell(p('x'))))] };
    expect(sectionHash(now)).toBe(sectionHash(former));
    expect(sectionHash(celled)).toBe(sectionHash(former));
    const wide = { ...former, blocks: [figure('abcd', 'a'), ...rest] };
    expect(sectionHash(wide)).toBe(sectionHash(former));
    expect(
      sectionHash({
        ...wide,
        blocks: [{ ...figure('abcd', 'a'), attrs: { media: 'abcd', alt: 'a', width: 'wide' } }, ...rest],
      }),
    ).not.toBe(sectionHash(former));
  });

  test.each([
    ['a letter', section('news', p('Ferries ran again.'))],
    ['a format', section('news', p('Ferries ', t('run', 'bold'), ' again.'))],
    ['a type of block', section('news', ul())],
    ['the kind', section('outlook', p('Ferries run again.'))],
    ['a title', { ...section('news', p('Ferries run again.')), title: 'At sea' }],
  ])('is another with %s changed', (_what, changed) => {
    expect(sectionHash(changed)).not.toBe(sectionHash(section('news', p('Ferries run again.'))));
  });
});

describe('missing approvals', () => {
  const introduction = section('introduction', p('It began.'));
  const outlook = section('outlook', p('It goes on.'));
  const support = section('support', p(''));
  const content = article('A day', introduction, outlook, support);
  const news = template('news');
  const missing = (approvals: 'off' | 'required' | 'all', ...approved: (typeof introduction)[]) =>
    missingApprovals(
      content,
      { ...news, approvals },
      new Map(approved.map((one) => [one.id, sectionHash(one)])),
    ).map(({ region }) => region);

  test('are none where the template wants none', () => {
    expect(missing('off')).toEqual([]);
  });

  test('are those of the required sections, or of all that hold something', () => {
    expect(missing('required')).toEqual([introduction.id]);
    expect(missing('required', introduction)).toEqual([]);
    expect(missing('all', introduction)).toEqual([outlook.id]);
    expect(missing('all', introduction, outlook)).toEqual([]);
  });

  test('are named with the section', () => {
    expect(missingApprovals(content, { ...news, approvals: 'required' }, new Map())).toEqual([
      {
        code: 'section-not-approved',
        region: introduction.id,
        kind: 'introduction',
        count: null,
        limit: null,
      },
    ]);
  });

  test('are not made up for by the approval of another text', () => {
    const approved = new Map([[introduction.id, sectionHash({ ...introduction, blocks: [p('It ended.')] })]]);
    expect(missingApprovals(content, { ...news, approvals: 'required' }, approved)).toHaveLength(1);
  });
});

describe('marking all sections as ready', () => {
  const news = template('news');
  const withBoilerplate = (kind: string) => ({
    ...news,
    sections: news.sections.map((spec) =>
      spec.kind === kind ? { ...spec, boilerplate: { en: 'Readers pay for this.', de: '' } } : spec,
    ),
  });
  const marked = (approvals: 'off' | 'required' | 'all', kind: string, text: string) =>
    isMarkedWithAll(section(kind, p(text)), { ...withBoilerplate(kind), approvals });

  test('takes along boilerplate that is only published once it is approved', () => {
    expect(marked('all', 'support', 'Readers pay for this.')).toBe(true);
    expect(marked('required', 'introduction', 'Readers pay for this.')).toBe(true);
  });

  test('leaves boilerplate alone that is published without an approval', () => {
    expect(marked('required', 'support', 'Readers pay for this.')).toBe(false);
    expect(marked('off', 'support', 'Readers pay for this.')).toBe(false);
  });

  test('takes along what somebody wrote, and never an empty section', () => {
    expect(marked('off', 'support', 'Readers pay for ours.')).toBe(true);
    for (const kind of ['introduction', 'support']) expect(marked('all', kind, '')).toBe(false);
  });
});
