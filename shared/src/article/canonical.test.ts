import { expect, test } from 'vitest';
import { canonicalBlock } from './canonical.ts';
import { checkedDocument } from './read-article.ts';
import { item, lettered, ol, p } from './testing.ts';

test('a list that counts in numbers has the form that it had before lists could count in letters', () => {
  const list = ol(3, item(p('One.')));
  const [node] = checkedDocument([list]).children;
  const before =
    '[{"attrs":{"start":3},"content":[{"attrs":{},"content":[{"attrs":{},"content":[{"attrs":{},"content":[],"marks":[],"text":"One.","type":"text"}],"marks":[],"text":"","type":"paragraph"}],"marks":[],"text":"","type":"listItem"}],"marks":[],"text":"","type":"orderedList"}]';
  expect(canonicalBlock(list)).toBe(before);
  // As the editor has it, with each attribute that the schema knows.
  expect(canonicalBlock(node?.toJSON())).toBe(before);
  expect(canonicalBlock(lettered('a', 3, item(p('One.'))))).not.toBe(before);
});
