import { expect, test } from 'vitest';
import type { NodeJson } from './content.ts';
import { ContentError, checkedBySchema } from './content-error.ts';
import { checkedDocument } from './read-article.ts';
import { p } from './testing.ts';

test('what the schema refuses is a refusal of the content', () => {
  const wrong: NodeJson[] = [
    { type: 'marquee' },
    { type: 'heading', attrs: { level: 'one' } },
    { type: 'bulletList', content: [{ type: 'horizontalRule' }] },
    { type: 'paragraph', content: [p('A block within a text.')] },
  ];
  for (const block of wrong) expect(() => checkedDocument([block])).toThrow(ContentError);
  expect(checkedDocument([p('Words.')]).textContent).toBe('Words.');
});

test('a stack overflow is a fault, and no refusal of the content', () => {
  const endless = (): number => 1 + endless();
  expect(() => checkedBySchema(endless)).toThrow(RangeError);
  expect(() => checkedBySchema(endless)).not.toThrow(ContentError);
});
