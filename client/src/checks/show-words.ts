// Leads to words of the text: selects them and brings them into view.
import type { Range } from '@galley/shared/review/suggestions/place.ts';
import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { focusWithCaret } from '../editor/native-keys.ts';

export function showWords({ view, state }: Editor, { from, to }: Range): void {
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)));
  const { node } = view.domAtPos(from);
  (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'center' });
  focusWithCaret(view);
}
