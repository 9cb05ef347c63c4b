// What was found in something pasted, as blocks: there is no preview, so each line is what its format says.
import type { NodeJson } from '../content.ts';
import type { Found, FoundLine } from './found.ts';
import { isItem, itemOf } from './found-blocks.ts';
import { textNode, tidyInline } from './inline.ts';
import { type Item, listsOf } from './nested-lists.ts';

/** The blocks, without ids. Pictures leave their captions and credits; what is left out is not among them. */
export function pastedBlocks(found: readonly Found[]): NodeJson[] {
  const blocks: NodeJson[] = [];
  let items: Item[] = [];
  const endList = () => {
    blocks.push(...listsOf(items));
    items = [];
  };
  for (const one of found) {
    if (one.leftOut !== undefined) continue;
    if (isItem(one)) {
      items.push(itemOf(one));
      continue;
    }
    endList();
    if (one.type === 'block') blocks.push(one.block);
    else if (one.type === 'line') blocks.push(lineBlock(one));
    else blocks.push(...captionOf(one.caption, one.credit));
  }
  endList();
  return blocks;
}

function lineBlock({ form, inline }: FoundLine): NodeJson {
  if (form.is === 'heading')
    return { type: 'heading', attrs: { level: form.level > 2 ? 3 : 2 }, content: inline };
  if (form.is === 'title') return { type: 'heading', attrs: { level: 2 }, content: inline };
  const paragraph: NodeJson = { type: 'paragraph', content: inline };
  if (form.is !== 'quote') return paragraph;
  return { type: 'blockquote', attrs: { source: form.source }, content: [paragraph] };
}

function captionOf(caption: string, credit: string): NodeJson[] {
  const content = tidyInline([textNode([caption, credit].filter(Boolean).join(' '))]);
  return content.length === 0 ? [] : [{ type: 'paragraph', content }];
}
