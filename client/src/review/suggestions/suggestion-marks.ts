// Shows in a text what is suggested for it, at the places where the suggestions stand now.
import type { Region } from '@galley/shared/article/region.ts';
import { isFormatting } from '@galley/shared/review/suggestions/change.ts';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { type Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { ThreadStore } from '../threads/thread-store.ts';
import { drawContent, drawFormatted, drawRemoved, suggestionAt } from './drawn.ts';
import { fragmentOf } from './section-node.ts';
import type { ShownSuggestion } from './shown-suggestions.ts';
import { placesIn } from './suggestion-place.ts';
import type { SuggestionStore } from './suggestion-store.ts';
import { titleOf } from './suggestion-text.ts';

const key = new PluginKey<DecorationSet>('suggestions');

/** How long typing pauses before the places are looked up anew; until then the marks move with the text. */
const debounceMs = 200;

interface MarksOptions {
  store: SuggestionStore;
  /** Knows what is looked at. */
  threads: ThreadStore;
  region: Region;
  /** Those that stand in the editor as text. */
  without(suggestion: ShownSuggestion): boolean;
}

/** Shows open suggestions in an editor, as decorations that are no part of its document. */
export function suggestionMarks(options: MarksOptions): Extension {
  return Extension.create({
    name: 'suggestionMarks',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_config, { doc }) => marksOf(doc, options),
          apply: (tr, marks) => {
            if (tr.getMeta(key)) return marksOf(tr.doc, options);
            return tr.docChanged ? marks.map(tr.mapping, tr.doc) : marks;
          },
        },
        props: {
          decorations: (state) => key.getState(state),
          handleDOMEvents: {
            click: (_view, event) => {
              const id = suggestionAt(event.target);
              if (id !== null) options.threads.activate(id);
              return false;
            },
          },
        },
        view: (view) => new Renewal(view, options),
      }),
    ],
  });
}

/** Looks up the places anew: when suggestions come or change, and when the text pauses. */
class Renewal {
  #view: EditorView;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: (() => void)[];
  #face: string;
  #options: MarksOptions;

  constructor(view: EditorView, options: MarksOptions) {
    this.#view = view;
    this.#options = options;
    this.#face = faceOf(options);
    const onNews = () => {
      const face = faceOf(options);
      if (face === this.#face) return;
      this.#face = face;
      this.#renew();
    };
    this.#stop = [options.store.subscribe(onNews), options.threads.subscribe(onNews)];
    // The text may have come into the editor while its plugins were being set up.
    if (shown(options).length > 0) this.#timer = setTimeout(() => this.#renew());
  }

  update(view: EditorView, { doc }: { doc: Node }): void {
    if (view.state.doc.eq(doc) || shown(this.#options).length === 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#renew(), debounceMs);
  }

  destroy(): void {
    clearTimeout(this.#timer);
    for (const stop of this.#stop) stop();
  }

  #renew(): void {
    clearTimeout(this.#timer);
    if (this.#view.isDestroyed) return;
    this.#view.dispatch(this.#view.state.tr.setMeta(key, true).setMeta('addToHistory', false));
  }
}

function shown({ store, region, without }: MarksOptions): ShownSuggestion[] {
  return store
    .getState()
    .suggestions.filter((one) => one.region === region && one.state === 'open' && !without(one));
}

/** Changes when something else is to be drawn. */
function faceOf(options: MarksOptions): string {
  const { active, hovered } = options.threads.getState();
  const { people } = options.store.getState();
  const here = shown(options).map(
    ({ id, updatedAt }) => `${id} ${updatedAt} ${id === active || id === hovered}`,
  );
  return `${people.size} ${here.join()}`;
}

function marksOf(doc: Node, options: MarksOptions): DecorationSet {
  const { active, hovered } = options.threads.getState();
  const { people } = options.store.getState();
  const decorations = shown(options).flatMap(({ id, author, change }): Decoration[] => {
    const person = people.get(author);
    const look = {
      id,
      title: titleOf(change, person?.name ?? '?'),
      color: person?.color ?? '#888888',
      active: id === active || id === hovered,
    };
    // Two people who began a line at once made two of them, until somebody writes in it.
    if (change.type === 'line' && doc.childCount !== 1) return [];
    return (placesIn(doc, change) ?? []).flatMap(({ from, to, after }) => {
      if (isFormatting(change)) return drawFormatted(doc, from, to, look);
      const removed = from < to ? drawRemoved(doc, from, to, look) : [];
      const added = fragmentOf(after);
      return added.size === 0 ? removed : [...removed, drawContent(to, added, 'ins', look, 1)];
    });
  });
  return DecorationSet.create(doc, decorations);
}
