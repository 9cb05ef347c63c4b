// What was found in something pasted, as blocks: there is no preview, so each line is what its format says.
import type { NodeJson } from '../content.ts';
import type { Found, FoundLine } from './found.ts';
import { withLists } from './found-blocks.ts';
import { textNode, tidyInline } from './inline.ts';

/** The blocks, without ids. Pictures leave their captions and credits; what is left out is not among them. */
export function pastedBlocks(found: readonly Found[]): NodeJson[] {
  const kept = found.filter(({ leftOut }) => leftOut === undefined);
  const blocks = withLists(kept, (one) => {
    if (one.type === 'block') return [one.block];
    return one.type === 'line' ? [lineBlock(one)] : captionOf(one.caption, one.credit);
  });
  return blocks ?? [];
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
