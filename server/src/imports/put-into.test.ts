import { emptyLead, type Lead } from '@galley/shared/article/content.ts';
import { fillDocument, readArticle } from '@galley/shared/article/read-article.ts';
import { article, p, section, template } from '@galley/shared/article/testing.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { putInto } from './put-into.ts';

const lead = (part: Partial<Lead>): Lead => ({ ...emptyLead, ...part });
/** The lead picture, and the first section's blocks, after a text with a lead picture came into an article with one. */
const after = (before: Lead, imported: Lead) => {
  const doc = new Y.Doc();
  fillDocument(doc, { ...article('T', section('news', p('Written.'))), lead: before });
  const content = { ...article('T', section('news', p('Imported.'))), lead: imported };
  putInto(doc, content, { mode: 'append', template: template('news'), sealed: new Set(), byline: '' });
  const { lead: now, sections } = readArticle(doc);
  const blocks = sections
    .at(-1)
    ?.blocks.map(({ type, attrs, content: inner }) =>
      type === 'figure' ? `figure ${attrs?.media} ${attrs?.credit}` : (inner?.[0]?.text ?? ''),
    );
  return [now.media, now.credit, blocks];
};

test.each<[string, Partial<Lead>, Partial<Lead>, unknown]>([
  [
    'takes the lead picture where there is none',
    {},
    { media: 'abcd2' as MediaId, credit: 'B' },
    ['abcd2', 'B', ['Imported.']],
  ],
  ['takes a credit alone', { media: 'abcd1' as MediaId }, { credit: 'B' }, ['abcd1', 'B', ['Imported.']]],
  [
    'keeps a second lead picture in the text',
    { media: 'abcd1' as MediaId },
    { media: 'abcd2' as MediaId, credit: 'B' },
    ['abcd1', '', ['figure abcd2 B', 'Imported.']],
  ],
  [
    'keeps a second credit in the text',
    { media: 'abcd1' as MediaId, credit: 'A' },
    { credit: 'B' },
    ['abcd1', 'A', ['B', 'Imported.']],
  ],
])('an article %s', (_, before, imported, expected) => {
  expect(after(lead(before), lead(imported))).toEqual(expected);
});
