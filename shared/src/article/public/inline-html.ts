// Text with its formatting as HTML. Marks that go on over several pieces of text stay one element, so that a link with
// a bold word in it is still one link.
import type { Fragment, Mark } from '@tiptap/pm/model';
import { attribute, Html, html } from '../../html/html.ts';
import { isSafeLink } from '../schema/attributes.ts';

/** The inline content of a block. */
export function inlineHtml(content: Fragment): Html {
  const open: { mark: Mark; closing: string }[] = [];
  let result = '';
  const closeTo = (depth: number) => {
    while (open.length > depth) result += open.pop()?.closing ?? '';
  };
  content.forEach((node) => {
    const marks = node.marks.filter((mark) => tagsOf(mark) !== null);
    // Links outermost: ProseMirror's order puts other marks around them.
    const ordered = marks.toSorted((a, b) => outward(a) - outward(b));
    let same = 0;
    while (same < open.length && same < ordered.length && open[same]?.mark.eq(ordered[same] as Mark))
      same += 1;
    closeTo(same);
    for (const mark of ordered.slice(same)) {
      const tags = tagsOf(mark);
      if (!tags) continue;
      result += tags.opening;
      open.push({ mark, closing: tags.closing });
    }
    if (node.type.name === 'hardBreak') result += '<br>';
    else result += html`${node.text ?? ''}`;
  });
  closeTo(0);
  return Html.trusted(result);
}

const elements: Record<string, string> = {
  bold: 'strong',
  italic: 'em',
  strike: 's',
  code: 'code',
  subscript: 'sub',
  superscript: 'sup',
};

/** The element of a mark; null for what readers don't see, such as editors' notes. */
function tagsOf(mark: Mark): { opening: string; closing: string } | null {
  const element = elements[mark.type.name];
  if (element) return { opening: `<${element}>`, closing: `</${element}>` };
  const href: unknown = mark.attrs.href;
  if (mark.type.name !== 'link' || typeof href !== 'string' || !isSafeLink(href)) return null;
  const rel = /^https?:/i.test(href) ? 'noopener' : null;
  return { opening: `<a${html`${attribute('href', href)}${attribute('rel', rel)}`}>`, closing: '</a>' };
}

function outward(mark: Mark): number {
  return mark.type.name === 'link' ? 0 : 1;
}
