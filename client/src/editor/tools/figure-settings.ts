// One picture of a section, found by its id wherever it has moved to, and changes of it in one step.
import { figureTexts, type PictureTexts } from '@galley/shared/article/picture-texts.ts';
import { type FigureAttributes, pictureTextsIn } from '@galley/shared/article/schema/figure.ts';
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, NodeSelection } from '@tiptap/pm/state';
import { isInFigureText } from './figure-texts.ts';

export interface FoundFigure {
  node: Node;
  position: number;
}

/** The picture with this block id; null where there is none any longer. */
export function figureById(doc: Node, id: string): FoundFigure | null {
  let found: FoundFigure | null = null;
  doc.descendants((node, position) => {
    if (node.type.name === 'figure' && node.attrs.id === id) found = { node, position };
    return found === null && !node.isTextblock;
  });
  return found;
}

/** The picture that is selected, or that has the caret in one of its texts. */
export function selectedFigure({ selection }: EditorState): Node | null {
  if (selection instanceof NodeSelection)
    return selection.node.type.name === 'figure' ? selection.node : null;
  return isInFigureText(selection.$head) ? selection.$head.node(-1) : null;
}

/** What is known of a picture, its texts in whichever form they are. */
export function figureFields(figure: Node): FigureAttributes {
  // The schema's `validate` has seen to the attributes' types.
  return { ...(figure.attrs as FigureAttributes), ...pictureTextsIn(figure) };
}

interface Change {
  attrs?: Partial<Record<keyof FigureAttributes, string | null>>;
  texts?: Partial<PictureTexts>;
}

/** Changes attributes and texts of a picture in one step; false where it is gone. */
export function setFigure({ state, view }: Editor, id: string, { attrs = {}, texts = {} }: Change): boolean {
  const figure = figureById(state.doc, id);
  if (!figure) return false;
  const { tr, schema } = state;
  const { node, position } = figure;
  // From the end, so that the positions before it stay true.
  let end = position + node.nodeSize - 1;
  for (const child of [...node.children].reverse()) {
    const field = figureTexts.find(({ type }) => type === child.type.name)?.field;
    const said = field === undefined ? undefined : texts[field];
    if (said !== undefined && said !== child.textContent)
      tr.replaceWith(end - child.nodeSize + 1, end - 1, said === '' ? [] : [schema.text(said)]);
    end -= child.nodeSize;
  }
  tr.setNodeMarkup(position, null, { ...node.attrs, ...attrs });
  view.dispatch(tr);
  return true;
}
