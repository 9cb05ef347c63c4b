// One's fork of the headline, the dek or a text of the lead image: all that differs from the line is one suggestion.
import { type Line, lineFragment } from '@galley/shared/article/document.ts';
import { readLine } from '@galley/shared/article/read-article.ts';
import { newId, type SuggestionId } from '@galley/shared/ids.ts';
import { asLine, lineHunks, lineNode, rebaseLine } from '@galley/shared/review/suggestions/line.ts';
import type { LineChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import { type Editor, Extension, type JSONContent } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { type Decoration, DecorationSet } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { keepSelectionIn } from '../../editor/positions/replaced-text.ts';
import { drawAdded, drawContent } from './drawn.ts';
import { Fork, isRefused, type Look } from './fork.ts';
import { pastDifference } from './fork-carets.ts';
import { ofLine } from './shown-suggestions.ts';
import type { SuggestionStore } from './suggestion-store.ts';

const key = new PluginKey<DecorationSet>('lineFork');

export class LineFork extends Fork {
  readonly #doc: Y.Doc;
  readonly #line: Line;
  /** The line as the article has it. */
  #base: string;
  /** The suggestion that the fork goes on with; null until something is typed. */
  #id: SuggestionId | null = null;
  /** What was handed over of it, the last at the end. */
  #sent: LineChange[] = [];
  /** The desk has shown it as open: only then can it be over. */
  #seen = false;
  /** Suggestions whose text has come before the desk says that they are accepted. */
  readonly #arrived = new Set<SuggestionId>();
  /** Those that the desk has shown as decided: they may be opened again. */
  readonly #decided = new Set<SuggestionId>();
  readonly opensWith: JSONContent;

  constructor(store: SuggestionStore, line: Line, doc: Y.Doc, caughtUp: () => Promise<void>) {
    super(store, lineFragment(doc, line), caughtUp);
    this.#doc = doc;
    this.#line = line;
    this.#base = readLine(doc, line);
    const text = this.#takeUp() ?? this.#base;
    this.opensWith = {
      type: 'doc',
      content: [{ type: 'line', content: text === '' ? [] : [{ type: 'text', text }] }],
    };
  }

  extension(look: Look): Extension {
    const drawn = (doc: Node) => this.#draw(doc, look);
    const { edited } = this;
    return Extension.create({
      name: 'lineFork',
      addProseMirrorPlugins: () => [
        new Plugin<DecorationSet>({
          key,
          state: {
            init: (_config, { doc }) => drawn(doc),
            apply: (tr, before) => (tr.docChanged || tr.getMeta(key) ? drawn(tr.doc) : before),
          },
          props: { decorations: (state) => key.getState(state) },
        }),
      ],
      onTransaction: ({ transaction, appendedTransactions }) => {
        const made = [transaction, ...appendedTransactions];
        if (made.some((one) => one.docChanged && one.getMeta(key) === undefined)) edited();
      },
    });
  }

  toFork({ doc }: EditorState, position: number): number {
    return pastDifference(readLine(this.#doc, this.#line), doc.textContent, position);
  }

  holds(id: SuggestionId): boolean {
    return id === this.#id;
  }

  redraw(): void {
    if (this.editor) this.#show(this.editor, this.editor.state.tr);
  }

  protected override handOver({ state }: Editor): void {
    const change = this.#change(asLine(state.doc.textContent));
    const row = this.#id === null ? undefined : this.store.find(this.#id);
    // It arrives with the line, and what was typed since is a new one then.
    if (row?.state === 'accepted') return;
    if (change.after === change.before) {
      const isOut = this.#sent.length > 0 && (row === undefined || row.state === 'open');
      const id = this.#id;
      // Before it is said that the suggestion is gone: what was typed since, if only a blank, is not taken back for that.
      this.#leave();
      if (id !== null && isOut) this.store.do({ type: 'withdraw', id });
      return;
    }
    if (isSame(this.#sent.at(-1), change)) return;
    this.#sent = [...this.#sent.slice(-4), change];
    this.store.do({ type: 'put', id: this.#idOfChange(), region: this.#line, change });
  }

  protected override follow(editor: Editor): void {
    const base = readLine(this.#doc, this.#line);
    if (base === this.#base) return;
    const text = editor.state.doc.textContent;
    const { wanted, arrived } = lineFollowed({ base: this.#base, sent: this.#sent, fork: text }, base);
    // What was typed since is another suggestion then.
    if (arrived) this.forgetEdit();
    else this.keep();
    this.#base = base;
    const still = wanted !== null && asLine(wanted) !== base;
    if (arrived && this.#id !== null && this.store.find(this.#id)?.state === 'open')
      this.#arrived.add(this.#id);
    // What can't be carried over stays a suggestion for the line as it was.
    if (arrived || !still) this.#leave();
    this.#say(editor, wanted ?? base);
    if (still) this.edited();
    else this.#goOnWithReopened(editor);
  }

  protected override followDecisions(editor: Editor): void {
    for (const { id, state } of this.#ownRows()) {
      if (state === 'open') continue;
      this.#arrived.delete(id);
      this.#decided.add(id);
    }
    if (this.#id === null) {
      this.#goOnWithReopened(editor);
      return;
    }
    const row = this.#ownRows().find(({ id }) => id === this.#id);
    if (row?.state === 'accepted') this.awaitText(this.#id);
    else if (row?.state === 'open') {
      this.#seen = true;
      // Another window of this person goes on with it too.
      if (!this.isEdited && !this.#sent.some((sent) => isSame(sent, row.change))) this.#goOn(editor);
    } else if (row || this.#seen) {
      // What was typed since stands on the card, refused, and not only in the line that is taken back.
      if (row) this.keep();
      this.forgetEdit();
      this.#leave();
      this.#say(editor, this.#base);
    }
  }

  protected override textIsHere({ state }: Editor, id: SuggestionId): void {
    if (this.#id !== id) return;
    this.#leave();
    if (asLine(state.doc.textContent) !== this.#base) this.edited();
  }

  /** Where nothing else is typed. */
  #goOnWithReopened(editor: Editor): void {
    const own = this.#own();
    const isFree = !this.isEdited && asLine(editor.state.doc.textContent) === this.#base;
    if (own && this.#decided.has(own.id) && isFree) this.#goOn(editor);
  }

  /** Makes the fork say what one's own suggestion wants, if that fits the line as it is. */
  #goOn(editor: Editor): void {
    const text = this.#takeUp();
    // A blank that somebody has just typed at its end stays.
    if (text !== null && asLine(text) !== asLine(editor.state.doc.textContent)) this.#say(editor, text);
  }

  /** What the line says with one's own open suggestion, with which the fork goes on; null where there is none that fits. */
  #takeUp(): string | null {
    const own = this.#own();
    const wanted = own && rebaseLine(own.change.before, this.#base, own.change.after);
    if (!own || wanted == null || asLine(wanted) === this.#base) return null;
    this.#id = own.id;
    this.#decided.delete(own.id);
    this.#sent = [own.change, this.#change(asLine(wanted))];
    this.#seen = true;
    return wanted;
  }

  /** What is typed from here on is another suggestion. */
  #leave(): void {
    this.#id = null;
    this.#sent = [];
    this.#seen = false;
  }

  /** A person has one suggestion a line: what is typed goes on with the one that is open. */
  #idOfChange(): SuggestionId {
    this.#id ??= this.#own()?.id ?? newId<SuggestionId>();
    return this.#id;
  }

  #own() {
    return this.#ownRows().findLast(
      (one) => one.state === 'open' && !this.#arrived.has(one.id) && !isRefused(one),
    );
  }

  #ownRows() {
    return ofLine(this.store.getState().suggestions, this.#line, this.store.me);
  }

  #change(after: string): LineChange {
    return { type: 'line', before: this.#base, after };
  }

  /** Makes the fork say this, by as small a change as will do, so that the caret stays at its words. */
  #say(editor: Editor, text: string): void {
    const { state } = editor;
    const { tr } = state;
    const wanted = lineNode(text);
    const hunks = lineHunks(tr.doc.textContent, text);
    for (const { from, to, forkFrom, forkTo } of hunks.toReversed())
      tr.insertText(wanted.textBetween(forkFrom, forkTo), from, to);
    keepSelectionIn(tr, state, hunks);
    this.#show(editor, tr);
  }

  /** Makes a change that is nobody's own edit. */
  #show(editor: Editor, tr: Transaction): void {
    // What handles own edits only passes over what comes from the document.
    tr.setMeta(key, true).setMeta('addToHistory', false).setMeta(ySyncPluginKey, { isChangeOrigin: true });
    editor.view.dispatch(tr);
  }

  #draw(doc: Node, look: Look): DecorationSet {
    const text = doc.textContent;
    if (asLine(text) === this.#base || doc.childCount !== 1) return DecorationSet.empty;
    const id = this.#idOfChange();
    const drawn = { id, ...look(id, this.#change(asLine(text))) };
    const base = lineNode(this.#base);
    const decorations = lineHunks(this.#base, text).flatMap(
      ({ from, to, forkFrom, forkTo }): Decoration[] => {
        const added = forkFrom < forkTo ? drawAdded(doc, forkFrom, forkTo, drawn) : [];
        if (from === to) return added;
        // Backspace leaves the caret before what it has struck.
        const side = forkFrom === forkTo ? 1 : -1;
        return [drawContent(forkFrom, base.slice(from, to).content, 'del', drawn, side), ...added];
      },
    );
    return DecorationSet.create(doc, decorations);
  }
}

function isSame(a: LineChange | undefined, b: LineChange): boolean {
  return a !== undefined && a.before === b.before && a.after === b.after;
}

interface LineState {
  /** The line as it was. */
  base: string;
  /** What was handed over of the fork, the last at the end. */
  sent: readonly LineChange[];
  fork: string;
}

/**
 * What a fork says of a line that has changed, and whether something that was handed over of it has come into the line: then
 * only what was typed since is still proposed. Null where somebody else has changed the same words.
 */
function lineFollowed(
  { base, sent, fork }: LineState,
  now: string,
): { wanted: string | null; arrived: boolean } {
  const accepted = sent
    .map(({ before, after }) => rebaseLine(before, base, after))
    .findLast((text) => text !== null && text !== base && rebaseLine(base, now, text) === now);
  return { wanted: rebaseLine(accepted ?? base, now, fork), arrived: accepted !== undefined };
}
