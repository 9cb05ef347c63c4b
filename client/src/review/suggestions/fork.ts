// Keeps one section's fork in step: with the section's text, as others change it, and with what is decided about this
// person's suggestions; and hands over what the person suggests.
import { isOfSection, type SectionSuggestion } from '@galley/shared/api/suggestions.ts';
import type { SectionId, SuggestionId } from '@galley/shared/ids.ts';
import { applyChanges } from '@galley/shared/review/suggestions/apply.ts';
import { changeOf } from '@galley/shared/review/suggestions/change.ts';
import type { Replacement } from '@galley/shared/review/suggestions/hunks.ts';
import { locate } from '@galley/shared/review/suggestions/place.ts';
import { rebase } from '@galley/shared/review/suggestions/rebase.ts';
import type { SectionChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { keepSelectionIn } from '../../editor/positions/replaced-text.ts';
import { bringTo } from './bring-to.ts';
import type { KnownPlace } from './match-hunks.ts';
import { ownHunks, rebasing } from './own-suggestions.ts';
import { sectionNode, sliceIn } from './section-node.ts';
import type { ShownSuggestion } from './shown-suggestions.ts';
import type { SuggestionDesk } from './suggestion-desk.ts';

/** How long typing pauses before what was suggested is sent. */
const debounceMs = 400;

/** How long a suggestion that was accepted may take to arrive with the section's text. */
const arrivalMs = 2000;

type OwnSuggestion = ShownSuggestion & SectionSuggestion;

/** A fork as it opens: the section's text with this person's open suggestions in it. */
export function openFork(base: Node, own: readonly OwnSuggestion[]): { doc: Node; known: KnownPlace[] } {
  const { doc, done } = applyChanges(
    base,
    own.map(({ change }) => change),
  );
  const known = own.flatMap(({ id, change }, index): KnownPlace[] =>
    done[index] ? [{ id, base: locate(base, change), fork: null }] : [],
  );
  return { doc, known };
}

/** A section's own suggestions that are open. */
export function ownOf(desk: SuggestionDesk, section: SectionId): OwnSuggestion[] {
  return desk
    .getState()
    .suggestions.filter(isOfSection)
    .filter(
      (one) => one.section === section && one.author === desk.me && one.state === 'open' && !isRefused(one),
    );
}

function isRefused({ waiting }: ShownSuggestion): boolean {
  return waiting?.failed ?? false;
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

export class Fork {
  #editor: Editor;
  #desk: SuggestionDesk;
  #section: SectionId;
  /** What is known to the outbox or the server of the suggestions that stand in the fork, as JSON. */
  #sent = new Map<SuggestionId, string>();
  /** Those that the desk has shown as open: only they can be over. */
  #seen = new Set<SuggestionId>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #arriving: ReturnType<typeof setTimeout> | undefined;
  #stop: (() => void)[];

  constructor(editor: Editor, desk: SuggestionDesk, section: SectionId) {
    this.#editor = editor;
    this.#desk = desk;
    this.#section = section;
    for (const { id, change } of this.#changes()) this.#sent.set(id, JSON.stringify(change));
    this.#stop = [desk.addFork(this.keep), desk.subscribe(this.#followDecisions)];
    this.#followDecisions();
  }

  /** Whether the suggestion stands in the fork as text. */
  holds(id: SuggestionId): boolean {
    return this.#sent.has(id);
  }

  destroy(): void {
    this.keep();
    clearTimeout(this.#arriving);
    for (const stop of this.#stop) stop();
  }

  /** The person has changed the fork. */
  edited(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.keep, debounceMs);
  }

  /** Hands over what has changed since the last time: to the outbox, which keeps it on the device. */
  keep = (): void => {
    if (this.#timer === undefined || this.#editor.isDestroyed) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const changes = this.#changes();
    const standing = new Set(changes.map(({ id }) => id));
    for (const id of this.#sent.keys()) {
      if (standing.has(id)) continue;
      this.#sent.delete(id);
      const state = this.#desk.find(id)?.state;
      // One that has just been made may not be shown yet.
      if (state === undefined || state === 'open') this.#desk.do({ type: 'withdraw', id });
    }
    for (const { id, change } of changes) {
      const face = JSON.stringify(change);
      // One that is accepted arrives with the section's text, and what was typed since is a new one then.
      if (this.#sent.get(id) === face || this.#desk.find(id)?.state === 'accepted') continue;
      this.#sent.set(id, face);
      this.#desk.do({ type: 'put', id, section: this.#section, change });
    }
  };

  /** The section's text has changed. */
  follow(base: Node): void {
    this.keep();
    const { state, view } = this.#editor;
    const own = ownHunks(state);
    if (own.base.eq(base)) return;
    view.dispatch(followed(state, base));
    this.#afterFollowing();
  }

  /** What differs now that the text has changed is what it was, but for what has become its own. */
  #afterFollowing(): void {
    const standing = new Set(ownHunks(this.#editor.state).hunks.map(({ id }) => id));
    for (const id of this.#sent.keys()) if (!standing.has(id)) this.#sent.delete(id);
    if ([...standing].some((id) => !this.#sent.has(id))) this.edited();
  }

  /** Takes back what was rejected or withdrawn. */
  #followDecisions = (): void => {
    if (this.#editor.isDestroyed) return;
    const { state, view } = this.#editor;
    const { hunks } = ownHunks(state);
    const over = new Set<SuggestionId>();
    for (const { id } of hunks) {
      const row = this.#desk.find(id);
      if (row?.state === 'open') this.#seen.add(id);
      else if (row?.state === 'rejected' || (!row && this.#seen.has(id))) over.add(id);
      else if (row?.state === 'accepted') this.#awaitText();
    }
    if (over.size === 0) return;
    for (const id of over) this.#sent.delete(id);
    view.dispatch(takenBack(state, over));
  };

  /** An accepted suggestion comes with the section's text. What still differs when that is here was typed since. */
  #awaitText(): void {
    this.#arriving ??= setTimeout(() => {
      this.#arriving = undefined;
      if (this.#editor.isDestroyed) return;
      const { state, view } = this.#editor;
      const { base, hunks } = ownHunks(state);
      const over = new Set(
        hunks.map(({ id }) => id).filter((id) => this.#desk.find(id)?.state === 'accepted'),
      );
      if (over.size === 0) return;
      view.dispatch(rebasing(state.tr, { base, over }));
      this.#afterFollowing();
    }, arrivalMs);
  }

  #changes(): { id: SuggestionId; change: SectionChange }[] {
    const { state } = this.#editor;
    const { base, hunks } = ownHunks(state);
    const fork = sectionNode(state.doc);
    return hunks.map((hunk) => ({ id: hunk.id, change: changeOf(base, fork, hunk) }));
  }
}
