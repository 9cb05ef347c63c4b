// One's fork of the headline, the dek or a text of the lead image: what is typed there while a person suggests. It is kept in step with the line as
// others change it and with what is decided, and all that differs from the line is one suggestion.
import { isOfLine } from '@galley/shared/api/suggestions.ts';
import type { Line } from '@galley/shared/article/document.ts';
import { newId, type SuggestionId } from '@galley/shared/ids.ts';
import { asLine, lineHunks, lineNode, rebaseLine } from '@galley/shared/review/suggestions/line.ts';
import type { LineChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import { type Editor, Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { type Decoration, DecorationSet } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { keepSelectionIn } from '../../editor/positions/replaced-text.ts';
import { type Drawn, drawAdded, drawContent } from './drawn.ts';
import type { ShownSuggestion } from './shown-suggestions.ts';
import type { SuggestionDesk } from './suggestion-desk.ts';

/** How long typing pauses before what was suggested is sent. */
const debounceMs = 400;

const key = new PluginKey<DecorationSet>('lineFork');

export class LineFork {
  #desk: SuggestionDesk;
  #line: Line;
  #editor: Editor | null = null;
  /** The line as the article has it. */
  #base: string;
  /** The suggestion that the fork goes on with; null until something is typed. */
  #id: SuggestionId | null = null;
  /** What the outbox or the server knows of it. */
  #sent: string | null = null;
  /** The desk has shown it as open: only then can it be over. */
  #seen = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What the fork says as it opens. */
  readonly opensWith: string;

  constructor(desk: SuggestionDesk, line: Line, base: string) {
    this.#desk = desk;
    this.#line = line;
    this.#base = base;
    const own = this.#own();
    // One that was made for another line stays as it is until something is typed here.
    const goesOn = own?.change.before === base;
    if (own && goesOn) {
      this.#id = own.id;
      this.#sent = faceOf(own.change);
    }
    this.opensWith = own && goesOn ? own.change.after : base;
  }

  /** Begins to follow what is decided; gives how to end it. What was typed until then is handed over. */
  attach(editor: Editor): () => void {
    this.#editor = editor;
    const stops = [this.#desk.addFork(this.keep), this.#desk.subscribe(this.#followDecisions)];
    this.#followDecisions();
    return () => {
      this.keep();
      for (const stop of stops) stop();
      this.#editor = null;
    };
  }

  /** Whether the suggestion stands in the fork as text. */
  holds(id: SuggestionId): boolean {
    return id === this.#id;
  }

  /** Draws what differs, and hears when the person has changed it. */
  extension(look: (id: SuggestionId, change: LineChange) => Omit<Drawn, 'id'>): Extension {
    const drawn = (doc: Node) => this.#draw(doc, look);
    const edited = () => this.#edited();
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

  /** Draws the fork anew. */
  redraw(): void {
    if (this.#editor) this.#show(this.#editor.state.tr);
  }

  /** Hands over what has changed since the last time: to the outbox, which keeps it on the device. */
  keep = (): void => {
    if (this.#timer === undefined || !this.#editor || this.#editor.isDestroyed) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const change = this.#change(asLine(this.#editor.state.doc.textContent));
    const row = this.#id === null ? undefined : this.#desk.find(this.#id);
    if (row?.state === 'accepted') {
      // It arrives with the line, and what was typed since is a new one then.
      if (row.change.type === 'line' && row.change.before === this.#base) return;
      this.#leave();
    }
    if (change.after === change.before) {
      const known = this.#sent !== null && (row === undefined || row.state === 'open');
      if (this.#id !== null && known) this.#desk.do({ type: 'withdraw', id: this.#id });
      this.#leave();
      return;
    }
    if (this.#sent === faceOf(change)) return;
    this.#sent = faceOf(change);
    this.#desk.do({ type: 'put', id: this.#idOfChange(), section: null, change });
  };

  /** The line has changed. */
  follow(base: string): void {
    const editor = this.#editor;
    if (!editor || editor.isDestroyed || base === this.#base) return;
    this.keep();
    const wanted = rebaseLine(this.#base, base, editor.state.doc.textContent);
    this.#base = base;
    const row = this.#id === null ? undefined : this.#desk.find(this.#id);
    // What can't be carried over stays a suggestion for the line as it was.
    if (wanted === null || asLine(wanted) === base || row?.state === 'accepted') this.#leave();
    this.#say(wanted ?? base);
    if (wanted !== null && asLine(wanted) !== base) this.#edited();
  }

  /** Takes back what was rejected or withdrawn. */
  #followDecisions = (): void => {
    const editor = this.#editor;
    if (!editor || editor.isDestroyed || this.#id === null) return;
    const row = this.#desk.find(this.#id);
    if (row?.state === 'open') this.#seen = true;
    if (row?.state !== 'rejected' && (row || !this.#seen)) return;
    // What was typed since stands on the card, refused, and not only in the line that is taken back.
    if (row) this.keep();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#leave();
    this.#say(this.#base);
  };

  #edited(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.keep, debounceMs);
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
    const { suggestions } = this.#desk.getState();
    return suggestions
      .filter(isOfLine)
      .findLast(
        (one) =>
          one.change.line === this.#line &&
          one.author === this.#desk.me &&
          one.state === 'open' &&
          !isRefused(one),
      );
  }

  #change(after: string): LineChange {
    return { type: 'line', line: this.#line, before: this.#base, after };
  }

  /** Makes the fork say this, by as small a change as will do, so that the caret stays at its words. */
  #say(text: string): void {
    if (!this.#editor) return;
    const { state } = this.#editor;
    const { tr } = state;
    const wanted = lineNode(text);
    const hunks = lineHunks(tr.doc.textContent, text);
    for (const { from, to, forkFrom, forkTo } of hunks.toReversed())
      tr.insertText(wanted.textBetween(forkFrom, forkTo), from, to);
    keepSelectionIn(tr, state, hunks);
    this.#show(tr);
  }

  /** Makes a change that is nobody's own edit. */
  #show(tr: Transaction): void {
    if (!this.#editor || this.#editor.isDestroyed) return;
    // What handles own edits only passes over what comes from the document.
    tr.setMeta(key, true).setMeta('addToHistory', false).setMeta(ySyncPluginKey, { isChangeOrigin: true });
    this.#editor.view.dispatch(tr);
  }

  #draw(doc: Node, look: (id: SuggestionId, change: LineChange) => Omit<Drawn, 'id'>): DecorationSet {
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

function isRefused({ waiting }: ShownSuggestion): boolean {
  return waiting?.failed ?? false;
}
