// Shows in the text where threads point: over the anchors that the server has set, and over the quoted words where no
// anchor can be set.
import type { ThreadSubject } from '@galley/shared/api/threads.ts';
import { isId, type SectionId, type ThreadId } from '@galley/shared/ids.ts';
import { findQuote, isSurely, layOut, quoteOf } from '@galley/shared/review/quotes.ts';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { ThreadStore, ThreadStoreState } from './thread-store.ts';
import './thread-marks.css';

const key = new PluginKey<DecorationSet>('threads');

/** The marks of threads in one section's editor. */
export function threadMarks(store: ThreadStore, section: SectionId): Extension {
  return Extension.create({
    name: 'threadMarks',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_config, { doc }) => marksOf(doc, section, store.getState()),
          apply: (tr, marks) =>
            tr.docChanged || tr.getMeta(key) ? marksOf(tr.doc, section, store.getState()) : marks,
        },
        props: {
          decorations: (state) => key.getState(state),
          handleClick: (view, position) => {
            const id = threadAt(view.state, position);
            store.activate(id);
            return false;
          },
        },
        view: (view) => {
          const stop = store.subscribe(() => {
            if (!view.isDestroyed)
              view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false));
          });
          return { destroy: stop };
        },
      }),
    ],
  });
}

/** The selected passage as what a thread can be about; null where no text is selected. */
export function selectedSubject(state: EditorState, section: SectionId): ThreadSubject | null {
  const { from, to } = state.selection;
  const quote = quoteOf(layOut(state.doc), from, to);
  return quote && { type: 'text', section, quote };
}

function threadAt(state: EditorState, position: number): ThreadId | null {
  const found = key.getState(state)?.find(position, position) ?? [];
  const last = found.filter(({ spec }) => spec.type === 'text').at(-1);
  const thread: unknown = last?.spec.thread;
  return isId<ThreadId>(thread) ? thread : null;
}

function marksOf(doc: Node, section: SectionId, store: ThreadStoreState): DecorationSet {
  const decorations: Decoration[] = [];
  const open = new Map(
    store.threads.filter(({ state }) => state === 'open').map((thread) => [thread.id, thread]),
  );
  if (store.active !== null) {
    const active = store.threads.find(({ id }) => id === store.active);
    if (active) open.set(active.id, active);
  }
  const onBlocks = [...open.values()].filter(
    ({ subject }) => subject.type === 'block' && subject.section === section,
  );
  const anchored = new Set<string>();
  const add = (from: number, to: number, id: ThreadId) =>
    decorations.push(Decoration.inline(from, to, attributes(id, store), { type: 'text', thread: id }));

  doc.descendants((node, position) => {
    for (const { type, attrs } of node.marks) {
      const thread = type.name === 'anchor' ? open.get(attrs.id) : undefined;
      if (!thread) continue;
      anchored.add(thread.id);
      add(position, position + node.nodeSize, thread.id);
    }
    for (const { id, subject } of onBlocks) {
      if (subject.type !== 'block' || node.attrs.id !== subject.block) continue;
      const block = { ...attributes(id, store), class: 'galley-thread-block' };
      decorations.push(
        Decoration.node(position, position + node.nodeSize, block, { type: 'block', thread: id }),
      );
    }
  });

  const loose = [...open.values()].filter(
    ({ id, subject }) => subject.type === 'text' && subject.section === section && !anchored.has(id),
  );
  const { draft } = store;
  if (loose.length === 0 && !(draft?.type === 'text' && draft.section === section))
    return DecorationSet.create(doc, decorations);
  const laidOut = layOut(doc);
  const rangeOf = (subject: ThreadSubject) => {
    const place = subject.type === 'text' ? findQuote(laidOut.text, subject.quote) : null;
    if (!place || subject.type !== 'text' || !isSurely(subject.quote, place.context)) return null;
    const [from, last] = [laidOut.positions[place.start], laidOut.positions[place.end - 1]];
    return from === undefined || last === undefined ? null : { from, to: last + 1 };
  };
  for (const { id, subject } of loose) {
    const range = rangeOf(subject);
    if (range) add(range.from, range.to, id);
  }
  const range = draft?.type === 'text' && draft.section === section ? rangeOf(draft) : null;
  if (range)
    decorations.push(
      Decoration.inline(range.from, range.to, {
        class: 'galley-thread',
        'data-thread': 'draft',
        'data-active': '',
      }),
    );
  return DecorationSet.create(doc, decorations);
}

function attributes(id: ThreadId, { active, hovered }: ThreadStoreState): Record<string, string> {
  return {
    class: 'galley-thread',
    'data-thread': id,
    ...(id === active || id === hovered ? { 'data-active': '' } : {}),
  };
}
