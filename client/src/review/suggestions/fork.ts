// What a person writes in while they suggest, in place of a region's text: it is kept in step with the text, as others change
// it, and with what is decided about this person's suggestions, and hands over what the person suggests.
import type { SuggestionId } from '@galley/shared/ids.ts';
import type { SuggestionChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import type { Editor, Extension, JSONContent } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import type { Drawn } from './drawn.ts';
import type { ShownSuggestion } from './shown-suggestions.ts';
import type { SuggestionStore } from './suggestion-store.ts';

/** How long typing pauses before what was suggested is sent. */
const debounceMs = 400;

/** How a suggestion of one's own looks. */
export type Look = (id: SuggestionId, change: SuggestionChange) => Omit<Drawn, 'id'>;

export abstract class Fork {
  protected readonly store: SuggestionStore;
  readonly #fragment: Y.XmlFragment;
  #editor: Editor | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Accepted suggestions whose text may not be here yet. */
  readonly #arriving = new Set<SuggestionId>();
  readonly #caughtUp: () => Promise<void>;

  /** `caughtUp` resolves once the region's text has all that the server has at its call. */
  constructor(store: SuggestionStore, fragment: Y.XmlFragment, caughtUp: () => Promise<void>) {
    this.store = store;
    this.#caughtUp = caughtUp;
    this.#fragment = fragment;
  }

  /** What it says as it opens; what comes later it follows. */
  abstract readonly opensWith: JSONContent;

  /** Draws what differs, and notes when the person has changed it. */
  abstract extension(look: Look): Extension;

  /** Where a position of the region's text is in the fork. */
  abstract toFork(state: EditorState, position: number): number;

  /** Whether the suggestion stands in the fork as text. */
  abstract holds(id: SuggestionId): boolean;

  /** Draws the fork anew. */
  abstract redraw(): void;

  /** What differs goes to the outbox, as far as that does not have it. */
  protected abstract handOver(editor: Editor): void;

  /** Makes the fork follow the region's text. */
  protected abstract follow(editor: Editor): void;

  /** Takes back what was rejected or withdrawn. */
  protected abstract followDecisions(editor: Editor): void;

  /** The text of a suggestion that was accepted is here: what still differs is another one. */
  protected abstract textIsHere(editor: Editor, id: SuggestionId): void;

  /** Called when the fork has its editor, before it follows anything. */
  protected opened(_editor: Editor): void {}

  /** The editor, as long as there is one. */
  protected get editor(): Editor | null {
    return this.#editor?.isDestroyed ? null : this.#editor;
  }

  /** Begins to follow the text and what is decided; gives how to end it. What was typed until then is handed over. */
  attach(editor: Editor): () => void {
    this.#editor = editor;
    this.opened(editor);
    const follow = () => this.#withEditor((own) => this.follow(own));
    const decide = () => this.#withEditor((own) => this.followDecisions(own));
    const stops = [this.store.addFork(this.keep), this.store.subscribe(decide)];
    decide();
    follow();
    this.#fragment.observeDeep(follow);
    return () => {
      this.#fragment.unobserveDeep(follow);
      this.keep();
      for (const stop of stops) stop();
      this.#editor = null;
    };
  }

  /** Hands over what has changed since the last time: to the outbox, which keeps it on the device. */
  keep = (): void => {
    const { editor } = this;
    if (this.#timer === undefined || !editor) return;
    this.forgetEdit();
    this.handOver(editor);
  };

  /** The person has changed the fork. */
  protected edited = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.keep, debounceMs);
  };

  /** Whether something was typed that has not been handed over yet. */
  protected get isEdited(): boolean {
    return this.#timer !== undefined;
  }

  /** What was typed is not to be handed over. */
  protected forgetEdit(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** An accepted suggestion comes with the region's text. What still differs when that is here was typed since. */
  protected awaitText(id: SuggestionId): void {
    if (this.#arriving.has(id)) return;
    this.#arriving.add(id);
    void this.#caughtUp().then(() => {
      this.#arriving.delete(id);
      if (this.store.find(id)?.state === 'accepted') this.#withEditor((own) => this.textIsHere(own, id));
    });
  }

  #withEditor(work: (editor: Editor) => void): void {
    if (this.editor) work(this.editor);
  }
}

/** Whether the server has refused to take it: it stands on its card then, and not in the text. */
export function isRefused({ waiting }: ShownSuggestion): boolean {
  return waiting?.failed ?? false;
}
