// One's fork of the headline, the dek or a text of the lead image: all that differs from the line is one suggestion.
import { isOfLine } from '@galley/shared/api/suggestions.ts';
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
import type { SuggestionDesk } from './suggestion-desk.ts';

const key = new PluginKey<DecorationSet>('lineFork');

export class LineFork extends Fork {
  readonly #doc: Y.Doc;
  readonly #line: Line;
  /** The line as the article has it. */
  #base: string;
  /** The suggestion that the fork goes on with; null until something is typed. */
  #id: SuggestionId | null = null;
  /** What the outbox or the server knows of it. */
  #sent: string | null = null;
  /** The desk has shown it as open: only then can it be over. */
  #seen = false;
  readonly opensWith: JSONContent;

  constructor(desk: SuggestionDesk, line: Line, doc: Y.Doc) {
    super(desk, lineFragment(doc, line));
    this.#doc = doc;
    this.#line = line;
    this.#base = readLine(doc, line);
    const own = this.#own();
    // One that was made for another line stays as it is until something is typed here.
    const goesOn = own?.change.before === this.#base;
    if (own && goesOn) {
      this.#id = own.id;
      this.#sent = faceOf(own.change);
    }
    const text = own && goesOn ? own.change.after : this.#base;
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
    const row = this.#id === null ? undefined : this.desk.find(this.#id);
    if (row?.state === 'accepted') {
      // It arrives with the line, and what was typed since is a new one then.
      if (row.change.type === 'line' && row.change.before === this.#base) return;
      this.#leave();
    }
    if (change.after === change.before) {
      const known = this.#sent !== null && (row === undefined || row.state === 'open');
      if (this.#id !== null && known) this.desk.do({ type: 'withdraw', id: this.#id });
      this.#leave();
      return;
    }
    if (this.#sent === faceOf(change)) return;
    this.#sent = faceOf(change);
    this.desk.do({ type: 'put', id: this.#idOfChange(), section: null, change });
  }

  protected override follow(editor: Editor): void {
    const base = readLine(this.#doc, this.#line);
    if (base === this.#base) return;
    this.keep();
    const wanted = rebaseLine(this.#base, base, editor.state.doc.textContent);
    this.#base = base;
    const row = this.#id === null ? undefined : this.desk.find(this.#id);
    // What can't be carried over stays a suggestion for the line as it was.
    if (wanted === null || asLine(wanted) === base || row?.state === 'accepted') this.#leave();
    this.#say(editor, wanted ?? base);
    if (wanted !== null && asLine(wanted) !== base) this.edited();
  }

  protected override followDecisions(editor: Editor): void {
    if (this.#id === null) return;
    const row = this.desk.find(this.#id);
    if (row?.state === 'open') this.#seen = true;
    if (row?.state !== 'rejected' && (row || !this.#seen)) return;
    // What was typed since stands on the card, refused, and not only in the line that is taken back.
    if (row) this.keep();
    this.forgetEdit();
    this.#leave();
    this.#say(editor, this.#base);
  }

  /** What is typed from here on is another suggestion. */
  #leave(): void {
    this.#id = null;
    this.#sent = null;
    this.#seen = false;
  }

  /** A person has one suggestion a line: what is typed goes on with the one that is open. */
  #idOfChange(): SuggestionId {
    this.#id ??= this.#own()?.id ?? newId<SuggestionId>();
    return this.#id;
  }

  #own() {
    const { suggestions } = this.desk.getState();
    return suggestions
      .filter(isOfLine)
      .findLast(
        (one) =>
          one.change.line === this.#line &&
          one.author === this.desk.me &&
          one.state === 'open' &&
          !isRefused(one),
      );
  }

  #change(after: string): LineChange {
    return { type: 'line', line: this.#line, before: this.#base, after };
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

function faceOf({ before, after }: LineChange): string {
  return JSON.stringify([before, after]);
}
