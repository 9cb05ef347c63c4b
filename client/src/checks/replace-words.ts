// One click instead of typing: words are replaced in the text, or their replacement is suggested.
import type { ReplacementAnswer } from '@galley/shared/api/text-check.ts';
import { isLine, type Region } from '@galley/shared/article/region.ts';
import { sectionSchema } from '@galley/shared/article/schema/schema.ts';
import { lettersFrom } from '@galley/shared/checks/replace-letters.ts';
import { textCheckRoutes } from '@galley/shared/contract/text-check.ts';
import { type ArticleId, newId, type SuggestionId } from '@galley/shared/ids.ts';
import { changeAt } from '@galley/shared/review/suggestions/change.ts';
import { rebaseLine } from '@galley/shared/review/suggestions/line.ts';
import { jsonOf } from '@galley/shared/review/suggestions/nodes.ts';
import type { Range } from '@galley/shared/review/suggestions/place.ts';
import type { Editor } from '@tiptap/core';
import { Fragment, type Mark, type Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { absolutePositionToRelativePosition, ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { call } from '../app/api.ts';
import type { ArticleConnection } from '../collab/connection.ts';
import type { UndoSteps } from '../collab/undo-steps.ts';
import { isRefused } from '../review/suggestions/fork.ts';
import { sectionNode } from '../review/suggestions/section-node.ts';
import { ofLine } from '../review/suggestions/shown-suggestions.ts';
import type { SuggestionStore } from '../review/suggestions/suggestion-store.ts';

/**
 * Has the server put other words in the place of those of a range, which undo takes back as one's own step; they keep their format,
 * and comments on them stay. `gone` where a colleague was faster. Throws an `ApiProblem` where the server refuses or does not answer.
 */
export async function replaceWords(
  article: ArticleId,
  connection: ArticleConnection,
  { state }: Editor,
  { from, to }: Range,
  instead: string,
): Promise<ReplacementAnswer['outcome']> {
  const first = letterAt(state, from);
  if (!first) return 'gone';
  const client = connection.newWriter(lettersFrom(connection.doc, first, to - from));
  const body = { first, words: state.doc.textBetween(from, to), instead, client };
  const { outcome } = await call(textCheckRoutes.replaceWords, { params: { id: article }, body });
  return outcome;
}

/** The Yjs id of the letter behind a position; null where none stands there. */
function letterAt(state: EditorState, position: number): { client: number; clock: number } | null {
  const { type, binding } = ySyncPluginKey.getState(state);
  // A relative position is that of the letter before it.
  const place: Y.RelativePosition = absolutePositionToRelativePosition(position + 1, type, binding.mapping);
  return place.item;
}

/** Replaces words in the person's own fork of a text, as one undo step. */
export function replaceInFork(editor: Editor, { from, to }: Range, words: string, steps: UndoSteps): void {
  steps.asOne(() => {
    const { tr, schema } = editor.state;
    editor.view.dispatch(tr.replaceWith(from, to, schema.text(words, marksOn(tr.doc, from, to))));
  });
}

/**
 * Suggests other words for a range of a region's text as it stands. Whether it could: of a line a person has one suggestion,
 * and what they want of the same words already stays.
 */
export function suggestWords(
  suggestions: Pick<SuggestionStore, 'do' | 'getState' | 'me'>,
  region: Region,
  doc: Node,
  { from, to }: Range,
  words: string,
): boolean {
  if (!isLine(region)) {
    const base = sectionNode(doc);
    const marks = marksOn(base, from, to).filter(({ type }) => type.name !== 'anchor');
    const change = changeAt(base, { from, to }, jsonOf(Fragment.from(sectionSchema.text(words, marks))));
    suggestions.do({ type: 'put', id: newId<SuggestionId>(), region, change });
    return true;
  }
  const before = doc.textContent;
  const replaced = doc.textBetween(0, from) + words + doc.textBetween(to, doc.content.size);
  const own = ofLine(suggestions.getState().suggestions, region, suggestions.me).findLast(
    (one) => one.state === 'open' && !isRefused(one),
  );
  // What no longer fits would be lost: its author says first what becomes of it.
  const wanted = own ? rebaseLine(own.change.before, before, own.change.after) : before;
  const after = wanted === null ? null : rebaseLine(before, replaced, wanted);
  if (after === null) return false;
  const id = own?.id ?? newId<SuggestionId>();
  suggestions.do({ type: 'put', id, region, change: { type: 'line', before, after } });
  return true;
}

/** The format of the first letter, and the comments' marks of all. */
function marksOn(doc: Node, from: number, to: number): readonly Mark[] {
  let marks: readonly Mark[] = doc.resolve(from + 1).marks();
  doc.nodesBetween(from, to, (node) => {
    for (const mark of node.marks) if (mark.type.name === 'anchor') marks = mark.addToSet(marks);
  });
  return marks;
}
