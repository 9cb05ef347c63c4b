// One's fork of a section: each place that differs from the section's text is a suggestion of its own.
import type { SectionId, SuggestionId } from '@galley/shared/ids.ts';
import { applyChanges } from '@galley/shared/review/suggestions/apply.ts';
import { changeOf } from '@galley/shared/review/suggestions/change.ts';
import type { Replacement } from '@galley/shared/review/suggestions/hunks.ts';
import { locate } from '@galley/shared/review/suggestions/place.ts';
import { placesOf } from '@galley/shared/review/suggestions/places.ts';
import { rebase } from '@galley/shared/review/suggestions/rebase.ts';
import type { SectionChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import type { Editor, Extension, JSONContent } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import { keepSelectionIn } from '../../editor/positions/replaced-text.ts';
import { sectionDocument } from '../../editor/region-text.ts';
import { bringTo } from './bring-to.ts';
import { Fork, isRefused, type Look } from './fork.ts';
import { pastOwn } from './fork-carets.ts';
import type { KnownPlace } from './match-hunks.ts';
import { ownHunks, ownSuggestions, rebasing, redrawing } from './own-suggestions.ts';
import { sectionNode, sliceIn } from './section-node.ts';
import type { ShownSuggestion } from './shown-suggestions.ts';
import type { SuggestionStore } from './suggestion-store.ts';

/** A fork as it opens: the section's text with this person's open suggestions in it. */
function openFork(base: Node, own: readonly ShownSuggestion[]): { doc: Node; known: KnownPlace[] } {
  const { doc, done } = applyChanges(
    base,
    own.map(({ change }) => change),
  );
  const known = own.flatMap(({ id, change }, index): KnownPlace[] =>
    done[index] ? [{ id, base: placesOf(base, change)?.[0] ?? null, fork: null }] : [],
  );
  return { doc, known };
}

/** A section's own suggestions that are open. */
function ownOf(store: SuggestionStore, section: SectionId): ShownSuggestion[] {
  return store
    .getState()
    .suggestions.filter(
      (one) => one.region === section && one.author === store.me && one.state === 'open' && !isRefused(one),
    );
}

/** The fork as it follows its section to another text. */
export function followed(state: EditorState, base: Node): Transaction {
  const own = ownHunks(state);
  const before = sectionNode(state.doc);
  const { fork, kept } = rebase(own.base, base, before, (hunk) =>
    locate(base, changeOf(own.base, before, hunk)),
  );
  const places = new Map(
    own.hunks.flatMap(({ id, forkFrom, forkTo }) => {
      const place = kept.find(({ hunk }) => hunk.forkFrom === forkFrom && hunk.forkTo === forkTo)?.place;
      return place ? [[id, place] as const] : [];
    }),
  );
  const { tr } = state;
  const replaced = bringTo(tr, fork);
  keepSelectionIn(tr, state, replaced);
  return rebasing(tr, { base, over: new Set(), places });
}

/** The fork without these suggestions. */
export function takenBack(state: EditorState, over: ReadonlySet<SuggestionId>): Transaction {
  const { tr } = state;
  const { base, hunks } = ownHunks(state);
  const replaced: Replacement[] = [];
  for (const { id, from, to, forkFrom, forkTo } of hunks) {
    if (!over.has(id)) continue;
    const start = tr.mapping.map(forkFrom, -1);
    tr.replace(start, tr.mapping.map(forkTo), sliceIn(state.schema, base.slice(from, to).content));
    replaced.push({ from: forkFrom, to: forkTo, forkFrom: start, forkTo: start + to - from });
  }
  keepSelectionIn(tr, state, replaced);
  return rebasing(tr, { base, over });
}

export class SectionFork extends Fork {
  readonly #fragment: Y.XmlFragment;
  readonly #section: SectionId;
  /** The text that the fork opens over. */
  readonly #base: Node;
  readonly #known: readonly KnownPlace[];
  readonly opensWith: JSONContent;
  /** What is known to the outbox or the server of the suggestions that stand in the fork, as JSON. */
  #sent = new Map<SuggestionId, string>();
  /** Those that the desk has shown as open: only they can be over. */
  #seen = new Set<SuggestionId>();

  /** The fork of a section; null where the section's text can't be read. */
  static open(
    store: SuggestionStore,
    section: SectionId,
    fragment: Y.XmlFragment,
    caughtUp: () => Promise<void>,
  ): SectionFork | null {
    const base = sectionDocument(fragment);
    return base && new SectionFork(store, section, fragment, base, caughtUp);
  }

  private constructor(
    store: SuggestionStore,
    section: SectionId,
    fragment: Y.XmlFragment,
    base: Node,
    caughtUp: () => Promise<void>,
  ) {
    super(store, fragment, caughtUp);
    this.#fragment = fragment;
    this.#section = section;
    this.#base = base;
    const { doc, known } = openFork(base, ownOf(store, section));
    this.#known = known;
    this.opensWith = doc.toJSON();
    for (const { id } of known) this.#sent.set(id, '');
  }

  extension(look: Look): Extension {
    return ownSuggestions({ base: this.#base, known: this.#known, draw: look, onEdit: this.edited });
  }

  toFork(state: EditorState, position: number): number {
    return pastOwn(state, position);
  }

  holds(id: SuggestionId): boolean {
    return this.#sent.has(id);
  }

  redraw(): void {
    if (this.editor) this.editor.view.dispatch(redrawing(this.editor.state.tr));
  }

  protected override opened(editor: Editor): void {
    this.#sent = new Map(changesIn(editor.state).map(({ id, change }) => [id, JSON.stringify(change)]));
  }

  protected override handOver({ state }: Editor): void {
    const changes = changesIn(state);
    const standing = new Set(changes.map(({ id }) => id));
    for (const id of this.#sent.keys()) {
      if (standing.has(id)) continue;
      this.#sent.delete(id);
      const known = this.store.find(id)?.state;
      // One that has just been made may not be shown yet.
      if (known === undefined || known === 'open') this.store.do({ type: 'withdraw', id });
    }
    for (const { id, change } of changes) {
      const face = JSON.stringify(change);
      // One that is accepted arrives with the section's text, and what was typed since is a new one then.
      if (this.#sent.get(id) === face || this.store.find(id)?.state === 'accepted') continue;
      this.#sent.set(id, face);
      this.store.do({ type: 'put', id, region: this.#section, change });
    }
  }

  protected override follow({ state, view }: Editor): void {
    const base = sectionDocument(this.#fragment);
    if (!base) return;
    this.keep();
    if (ownHunks(state).base.eq(base)) return;
    view.dispatch(followed(view.state, base));
    this.#afterFollowing(view.state);
  }

  /** What differs now that the text has changed is what it was, but for what has become its own. */
  #afterFollowing(state: EditorState): void {
    const standing = new Set(ownHunks(state).hunks.map(({ id }) => id));
    for (const id of this.#sent.keys()) if (!standing.has(id)) this.#sent.delete(id);
    if ([...standing].some((id) => !this.#sent.has(id))) this.edited();
  }

  protected override followDecisions({ state, view }: Editor): void {
    const over = new Set<SuggestionId>();
    for (const { id } of ownHunks(state).hunks) {
      const row = this.store.find(id);
      if (row?.state === 'open') this.#seen.add(id);
      else if (row?.state === 'rejected' || (!row && this.#seen.has(id))) over.add(id);
      else if (row?.state === 'accepted') this.awaitText(id);
    }
    if (over.size === 0) return;
    for (const id of over) this.#sent.delete(id);
    view.dispatch(takenBack(state, over));
  }

  protected override textIsHere({ state, view }: Editor, id: SuggestionId): void {
    const { base, hunks } = ownHunks(state);
    if (!hunks.some((hunk) => hunk.id === id)) return;
    view.dispatch(rebasing(state.tr, { base, over: new Set([id]) }));
    this.#afterFollowing(view.state);
  }
}

/** What the fork proposes. */
function changesIn(state: EditorState): { id: SuggestionId; change: SectionChange }[] {
  const { base, hunks } = ownHunks(state);
  const fork = sectionNode(state.doc);
  return hunks.map((hunk) => ({ id: hunk.id, change: changeOf(base, fork, hunk) }));
}
