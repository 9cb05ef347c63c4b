// Writing in the words of pictures: the keys that lead into them, from one to the next and out again, and what keeps each of
// them one line of plain text that is there as long as its picture is.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { figureTexts, isFigureText, pictureTextsOf } from '@galley/shared/article/picture-texts.ts';
import { figureContent } from '@galley/shared/article/schema/figure.ts';
import {
  type Editor,
  Extension,
  type Extensions,
  type InputRule,
  Mark,
  Node as NodeExtension,
} from '@tiptap/core';
import type { Node, ResolvedPos } from '@tiptap/pm/model';
import {
  type EditorState,
  NodeSelection,
  Plugin,
  PluginKey,
  Selection,
  TextSelection,
} from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/** Whether a place is in the words of a picture. */
export function isInFigureText({ parent }: ResolvedPos): boolean {
  return isFigureText(parent.type.name);
}

export const FigureWriting = Extension.create({
  name: 'figureWriting',
  // Before the keys beyond blocks and at region boundaries, which know nothing of texts within a picture.
  priority: 1300,
  addKeyboardShortcuts() {
    const { editor } = this;
    const within = (act: (state: EditorState) => Selection | boolean | null) => () => {
      const { state } = editor;
      if (!isInFigureText(state.selection.$head)) return false;
      return go(editor, act(state));
    };
    /** The same keys from a text beside a picture: the browser passes its words by. */
    const into = (direction: -1 | 1, isEdge: (state: EditorState) => boolean) => {
      const { state } = editor;
      return isEdge(state) && go(editor, fromOutside(state, direction));
    };
    const atEnd = ({ selection: { $head, empty } }: EditorState) =>
      empty && $head.parentOffset === $head.parent.content.size;
    const atStart = ({ selection: { $head, empty } }: EditorState) => empty && $head.parentOffset === 0;
    const onLine = ({ selection }: EditorState, direction: 'up' | 'down') =>
      selection.empty && editor.view.endOfTextblock(direction);
    return {
      Enter: within((state) => below(editor, state)),
      'Shift-Enter': within(() => true),
      Tab: () => intoFigure(editor) || within((state) => beside(state, 1) ?? below(editor, state))(),
      'Shift-Tab': within((state) => beside(state, -1) ?? figureItself(state)),
      Escape: within(figureItself),
      ArrowDown: () =>
        within((state) => onLine(state, 'down') && (beside(state, 1) ?? outside(state, 1)))() ||
        into(1, (state) => onLine(state, 'down')),
      ArrowUp: () =>
        within((state) => onLine(state, 'up') && (beside(state, -1) ?? outside(state, -1)))() ||
        into(-1, (state) => onLine(state, 'up')),
      ArrowRight: () =>
        within((state) => atEnd(state) && (beside(state, 1, 'start') ?? outside(state, 1)))() ||
        into(1, atEnd),
      ArrowLeft: () =>
        within((state) => atStart(state) && (beside(state, -1) ?? outside(state, -1)))() || into(-1, atStart),
      Backspace: within((state) => atStart(state) && (beside(state, -1) ?? figureItself(state))),
      Delete: within(atEnd),
      'Mod-a': within(wholeText),
    };
  },
  addProseMirrorPlugins: () => [figureWriting()],
});

/** Does what a key is for; `false` leaves the key to others, `true` takes it without doing anything. */
function go({ view }: Editor, wanted: Selection | boolean | null): boolean {
  if (wanted === null) return false;
  if (typeof wanted === 'boolean') return wanted;
  view.dispatch(view.state.tr.setSelection(wanted).scrollIntoView());
  return true;
}

/** From a selected picture into its first text. */
function intoFigure(editor: Editor): boolean {
  const { selection, doc } = editor.state;
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'figure') return false;
  return go(editor, selection.node.childCount > 0 && Selection.near(doc.resolve(selection.from + 2)));
}

/** The picture's text before or behind the one with the caret. */
function beside(
  { selection: { $head }, doc }: EditorState,
  direction: -1 | 1,
  end?: 'start',
): Selection | null {
  const figure = $head.node(-1);
  const index = $head.index(-1) + direction;
  if (index < 0 || index >= figure.childCount) return null;
  const at = $head.posAtIndex(index, -1);
  const toStart = end === 'start';
  return TextSelection.create(doc, toStart ? at + 1 : at + figure.child(index).nodeSize - 1);
}

/** From a text right before or behind a picture into the nearest of its texts. */
function fromOutside({ selection: { $head }, doc }: EditorState, direction: -1 | 1): Selection | null {
  if (!$head.parent.isTextblock || isInFigureText($head)) return null;
  const edge = direction === 1 ? $head.after() : $head.before();
  const { nodeBefore, nodeAfter } = doc.resolve(edge);
  const figure = direction === 1 ? nodeAfter : nodeBefore;
  if (figure?.type.name !== 'figure' || figure.childCount === 0) return null;
  return TextSelection.create(doc, edge + 2 * direction);
}

function figureItself({ selection: { $head }, doc }: EditorState): Selection {
  return NodeSelection.create(doc, $head.before(-1));
}

/** The next place before or behind the picture; null at the section's edge. */
function outside({ selection: { $head }, doc }: EditorState, direction: -1 | 1): Selection | null {
  const edge = direction === 1 ? $head.after(-1) : $head.before(-1);
  return Selection.findFrom(doc.resolve(edge), direction);
}

/** A line below the picture: the one that is there, or a new one where it ends its section or another closed block follows. */
function below(editor: Editor, state: EditorState): Selection | boolean {
  const { $head } = state.selection;
  const after = $head.after(-1);
  const next = state.doc.resolve(after).nodeAfter;
  if (next?.isTextblock) return TextSelection.create(state.doc, after + 1);
  const { paragraph } = state.schema.nodes;
  if (!paragraph) return false;
  const tr = state.tr.insert(after, paragraph.create());
  editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
}

/** All of the text with the caret, unless it is selected already. */
function wholeText({ selection, doc }: EditorState): Selection | null {
  const { $head, from, to } = selection;
  const [start, end] = [$head.start(), $head.end()];
  return start === end || (from <= start && to >= end) ? null : TextSelection.create(doc, start, end);
}

/** One line of plain text each, for as long as the picture stands. */
function figureWriting(): Plugin {
  return new Plugin({
    key: new PluginKey('figureWriting'),
    props: {
      handlePaste: (view, event, slice) => pasteLine(view, event, slice.content),
      // A click on the picture itself selects it: by itself ProseMirror does that for nodes without content only.
      handleClickOn: (view, _position, node, position, event) => {
        if (node.type.name !== 'figure' || !(event.target instanceof HTMLImageElement)) return false;
        view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, position)));
        return true;
      },
    },
    filterTransaction: (tr, { doc }) =>
      !tr.docChanged || tr.getMeta(ySyncPluginKey) !== undefined || keepsTexts(doc, tr.doc),
    appendTransaction(transactions, before, after) {
      const own = transactions.some((made) => made.docChanged && made.getMeta(ySyncPluginKey) === undefined);
      const selection = withinOneText(after);
      const missing = own ? newWithoutTexts(before.doc, after.doc) : [];
      if (!selection && missing.length === 0) return null;
      const { tr } = after;
      if (selection) tr.setSelection(selection);
      for (const { node, position } of missing.reverse()) {
        const content = figureContent(after.schema, pictureTextsOf(node.toJSON() as NodeJson));
        const attrs = { ...node.attrs, alt: '', caption: '', credit: '' };
        tr.replaceWith(position, position + node.nodeSize, node.type.create(attrs, content));
      }
      return tr;
    },
  });
}

function pasteLine(view: EditorView, event: ClipboardEvent, content: Node['content']): boolean {
  const { $from, $to } = view.state.selection;
  const pictures = (event.clipboardData?.files.length ?? 0) > 0;
  if (pictures || !isInFigureText($from) || !$from.sameParent($to)) return false;
  const text = content.textBetween(0, content.size, ' ', ' ').replace(/\s+/g, ' ').trim();
  if (text !== '') view.dispatch(view.state.tr.insertText(text).setMeta('paste', true).scrollIntoView());
  return true;
}

/**
 * A selection from within a picture's text to somewhere else takes the whole picture: its words can't be joined with others.
 * Null where nothing has to be changed.
 */
function withinOneText({ selection, doc }: EditorState): Selection | null {
  const { $anchor, $head, empty } = selection;
  if (empty || !(selection instanceof TextSelection) || $anchor.sameParent($head)) return null;
  const [anchorIn, headIn] = [isInFigureText($anchor), isInFigureText($head)];
  if (!anchorIn && !headIn) return null;
  if (anchorIn && headIn && $anchor.before(-1) === $head.before(-1))
    return TextSelection.create(doc, $anchor.pos, $head.pos > $anchor.pos ? $anchor.end() : $anchor.start());
  const forward = $head.pos > $anchor.pos;
  const outer = ($end: ResolvedPos, isIn: boolean, isLast: boolean) => {
    if (!isIn) return $end.pos;
    const edge = doc.resolve(isLast ? $end.after(-1) : $end.before(-1));
    return Selection.findFrom(edge, isLast ? 1 : -1, true)?.from ?? null;
  };
  const anchor = outer($anchor, anchorIn, !forward);
  const head = outer($head, headIn, forward);
  if (
    anchor !== null &&
    head !== null &&
    !isInFigureText(doc.resolve(anchor)) &&
    !isInFigureText(doc.resolve(head))
  )
    return TextSelection.create(doc, anchor, head);
  // There is no text beyond the picture: the selection stays where it began.
  return anchorIn
    ? TextSelection.create(doc, $anchor.pos, forward ? $anchor.end() : $anchor.start())
    : TextSelection.create(doc, $anchor.pos);
}

/** Whether each picture that stays has the texts that it had. */
function keepsTexts(before: Node, now: Node): boolean {
  const had = textsById(before);
  if (had.size === 0) return true;
  let keeps = true;
  for (const [id, count] of textsById(now)) keeps &&= count >= (had.get(id) ?? 0);
  return keeps;
}

function textsById(doc: Node): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  doc.descendants((node) => {
    const { id } = node.attrs;
    // Of a picture that is duplicated within one step each has its own.
    if (node.type.name === 'figure' && id !== null)
      counts.set(id, Math.min(node.childCount, counts.get(id) ?? node.childCount));
    return !node.isTextblock && node.type.name !== 'figure';
  });
  return counts;
}

/** Pictures that this step has brought without texts: they get theirs here and once. Those of others are the server's affair. */
function newWithoutTexts(before: Node, now: Node): { node: Node; position: number }[] {
  const found: { node: Node; position: number }[] = [];
  now.descendants((node, position) => {
    if (node.type.name === 'figure' && node.childCount < figureTexts.length) found.push({ node, position });
    return !node.isTextblock && node.type.name !== 'figure';
  });
  if (found.length === 0) return found;
  const known = textsById(before);
  return found.filter(({ node }) => !known.has(node.attrs.id));
}

/** The extensions with their typing rules switched off in the words of pictures, which bear no formatting and are no blocks. */
export function withoutRulesInFigures(extensions: Extensions): Extensions {
  return extensions.map((extension) => {
    if (extension instanceof NodeExtension) return extension.extend({ addInputRules: withPlainFigures });
    return extension instanceof Mark ? extension.extend({ addInputRules: withPlainFigures }) : extension;
  });
}

function withPlainFigures(this: { parent?: (() => InputRule[]) | null | undefined }): InputRule[] {
  const rules = this.parent?.() ?? [];
  for (const rule of rules) {
    const { handler } = rule;
    rule.handler = (props) =>
      isInFigureText(props.state.doc.resolve(props.range.from)) ? null : handler(props);
  }
  return rules;
}
