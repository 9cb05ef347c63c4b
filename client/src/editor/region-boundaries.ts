// Region boundaries: keys at the edge of a region go on in the next one, and never merge or delete a section.
import { textHome } from '@galley/shared/article/fit-blocks.ts';
import { allows } from '@galley/shared/article/new-content.ts';
import { isLine, type Region } from '@galley/shared/article/region.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import { type Editor, Extension } from '@tiptap/core';
import { Plugin, PluginKey, Selection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { readCaret } from './native-keys.ts';
import type { CaretPlace, RegionEditors } from './region-editors.ts';

export interface RegionBoundaryOptions {
  region: Region;
  spec: SectionSpec | null;
  editors: RegionEditors;
  /** Select-all, when the whole region is selected already. */
  onSelectArticle(): void;
  /** Select-all in a region without text: it is selected by itself before the article is. */
  onSelectEmpty(): void;
  /** Shift and an arrow at the region's edge; with Ctrl and Home or End to the end of the article. */
  onExtendBeyond(direction: -1 | 1, far: 'next' | 'end'): void;
}

/** The keys that walk from region to region. */
export const RegionBoundaries = Extension.create<RegionBoundaryOptions>({
  name: 'regionBoundaries',
  // Before the other keymaps, which know only their own document.
  priority: 1100,
  addKeyboardShortcuts() {
    const { region, spec, editors, onSelectArticle, onSelectEmpty, onExtendBeyond } = this.options;
    const view = () => this.editor.view;
    const go = (direction: -1 | 1, place: CaretPlace) => {
      const next = editors.writable(region, direction);
      if (next === null) return false;
      void editors.focus(next, place);
      return true;
    };
    const left = () => isAtEdge(view(), 'start') && go(-1, 'end');
    const right = () => isAtEdge(view(), 'end') && go(1, 'start');
    const extend = (direction: -1 | 1, far: 'next' | 'end' = 'next') => {
      onExtendBeyond(direction, far);
      return true;
    };
    const back = () => {
      if (!isAtEdge(view(), 'start')) return false;
      if (this.editor.commands.undoInputRule() || becomesParagraph(this.editor, spec)) return true;
      if (canLift(view(), spec)) return false;
      // At its start a section has nothing before it to merge with; the caret moves on, as it would to the left.
      go(-1, 'end');
      return true;
    };
    const onward = () => isAtEdge(view(), 'end') && (go(1, 'start') || true);
    return {
      ArrowUp: () =>
        isOnEdgeLine(view(), 'up') && go(-1, { line: 'last', x: editors.goalX ?? caretX(view()) }),
      ArrowDown: () =>
        isOnEdgeLine(view(), 'down') && go(1, { line: 'first', x: editors.goalX ?? caretX(view()) }),
      ArrowLeft: left,
      ArrowRight: right,
      'Mod-ArrowLeft': left,
      'Mod-ArrowRight': right,
      'Alt-ArrowLeft': left,
      'Alt-ArrowRight': right,
      PageUp: () => editors.turnPage(-1),
      PageDown: () => editors.turnPage(1),
      'Shift-ArrowUp': () => isHeadOnEdgeLine(view(), 'up') && extend(-1),
      'Shift-ArrowDown': () => isHeadOnEdgeLine(view(), 'down') && extend(1),
      'Shift-ArrowLeft': () => isHeadAtEdge(view(), 'start') && extend(-1),
      'Shift-ArrowRight': () => isHeadAtEdge(view(), 'end') && extend(1),
      'Mod-Shift-Home': () => extend(-1, 'end'),
      'Mod-Shift-End': () => extend(1, 'end'),
      'Mod-Home': () => goTo(editors, editors.order[0], 'start'),
      'Mod-End': () => goTo(editors, editors.order.at(-1), 'end'),
      Enter: () => isLine(region) && go(1, 'start'),
      Backspace: back,
      'Mod-Backspace': back,
      'Alt-Backspace': back,
      Delete: onward,
      'Mod-Delete': onward,
      'Alt-Delete': onward,
      'Mod-a': () => {
        const { selection, doc } = view().state;
        const whole =
          selection.from <= Selection.atStart(doc).from && selection.to >= Selection.atEnd(doc).to;
        if (!whole) return false;
        if (selection.empty) onSelectEmpty();
        else onSelectArticle();
        return true;
      },
    };
  },

  addProseMirrorPlugins() {
    const { editors } = this.options;
    return [
      new Plugin({
        key: new PluginKey('caretPlace'),
        props: {
          handleDOMEvents: {
            // Over short lines and region boundaries the caret keeps the column that it set out from.
            keydown: (view, { key, isComposing }) => {
              if (!isComposing) readCaret(view);
              const vertical = key === 'ArrowUp' || key === 'ArrowDown';
              editors.goalX = vertical ? (editors.goalX ?? caretX(view)) : null;
              return false;
            },
            mousedown: () => {
              editors.goalX = null;
              return false;
            },
            copy: readFirst,
            cut: readFirst,
            paste: readFirst,
          },
        },
      }),
    ];
  },
});

/** The clipboard takes what is selected now; handles nothing itself. */
function readFirst(view: EditorView): false {
  readCaret(view);
  return false;
}

function caretX(view: EditorView): number {
  return view.coordsAtPos(view.state.selection.head).left;
}

function goTo(editors: RegionEditors, region: Region | undefined, place: 'start' | 'end'): boolean {
  if (region === undefined) return false;
  void editors.focus(region, place);
  return true;
}

function isAtEdge(view: EditorView, edge: 'start' | 'end'): boolean {
  return view.state.selection.empty && isHeadAtEdge(view, edge);
}

function isHeadAtEdge({ state }: EditorView, edge: 'start' | 'end'): boolean {
  const { selection, doc } = state;
  return edge === 'start'
    ? selection.head <= Selection.atStart(doc).from
    : selection.head >= Selection.atEnd(doc).to;
}

function isOnEdgeLine(view: EditorView, direction: 'up' | 'down'): boolean {
  return view.state.selection.empty && isHeadOnEdgeLine(view, direction);
}

function isHeadOnEdgeLine(view: EditorView, direction: 'up' | 'down'): boolean {
  const { selection, doc } = view.state;
  const edge = direction === 'up' ? Selection.atStart(doc) : Selection.atEnd(doc);
  const sameBlock =
    selection.$head.parent === edge.$head.parent && selection.$head.start() === edge.$head.start();
  // A selected picture or an empty region has no lines of text.
  if (!selection.$head.parent.isTextblock)
    return direction === 'up' ? selection.from <= edge.from : selection.to >= edge.to;
  return sameBlock && view.endOfTextblock(direction);
}

/** Backspace at the start of a heading, a pull quote or code first makes it a paragraph. */
function becomesParagraph(editor: Editor, spec: SectionSpec | null): boolean {
  const { $from } = editor.state.selection;
  if ($from.depth !== 1 || $from.parent.type.name === 'paragraph' || !allows(spec, 'paragraph')) return false;
  return editor.commands.setNode('paragraph');
}

/** Out of a list or a quote Backspace first lifts the block, unless the section holds nothing but lists. */
function canLift({ state }: EditorView, spec: SectionSpec | null): boolean {
  const { depth } = state.selection.$from;
  const listsOnly = textHome(spec).endsWith('List');
  return depth > (listsOnly ? 3 : 1);
}
