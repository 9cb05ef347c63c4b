// What is pasted over a selection of several regions. A whole text that is pasted over the article does not become one line
// of headline: its title goes into the headline, and its text into the first section.
import { isLine } from '@galley/shared/article/region.ts';
import type { Node } from '@tiptap/pm/model';
import type { Emptied } from './cross-selection.ts';
import type { RegionEditors } from './region-editors.ts';

/** Puts the clipboard's content where the emptied regions begin, with the caret behind it. */
export function pasteOver(
  emptied: readonly Emptied[],
  editors: RegionEditors,
  content: { html: string; text: string },
): void {
  const [first] = emptied;
  const section = emptied.find(({ region, editor }) => !isLine(region) && editor.isEditable);
  if (!first) return;
  if (!section || !isLine(first.region)) {
    paste(first, content);
    return;
  }
  void editors.focus(section.region, 'start');
  paste(section, content);
  const title = titleIn(section.editor.state.doc);
  if (title === null) return;
  const { state, view } = section.editor;
  view.dispatch(state.tr.delete(0, title.nodeSize));
  first.editor.view.pasteText(title.textContent);
}

function paste({ editor: { view } }: Emptied, { html, text }: { html: string; text: string }): void {
  if (html !== '') view.pasteHTML(html);
  else view.pasteText(text);
}

/** The first block, if it is no sentence but stands over a text as a title does. */
function titleIn(doc: Node): Node | null {
  const { firstChild: first, childCount } = doc;
  if (!first?.isTextblock || childCount < 2) return null;
  const words = first.textContent.trim();
  return words !== '' && words.length <= 150 && !/[.!?…:]["”“’»]?$/.test(words) ? first : null;
}
