// A longer passage that is pasted from outside may be a machine's: beside it stands an offer to mark it in one step. What says
// itself that a machine made it is marked without being asked for. The words are held as the characters of the document, so
// that what others write meanwhile, and what people write in between, changes nothing.
import type { CharacterSpan } from '@galley/shared/api/machine-made.ts';
import { type MachineParts, machineParts } from '@galley/shared/article/formats/html-machine.ts';
import { type Editor, Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import i18next from 'i18next';
import type * as Y from 'yjs';
import { changedRange } from '../../editor/changed-range.ts';
import { copiedHere } from '../../editor/copied-html.ts';
import { pastedTree } from '../../editor/pasted-html.ts';
import { PasteOffer } from '../../editor/tools/paste-offer.ts';
import { characterRuns, rangesOf, spansBetween } from './character-runs.ts';
import { spansOfParts } from './parts-of-text.ts';

/** From how many characters on a passage is offered to be marked: some fifty words. */
const longPassage = 300;

/** Marks words and gives whether they are; `said` where their source says what they are and nobody was asked. */
export type MarkPasted = (spans: readonly CharacterSpan[], said: boolean) => Promise<boolean>;

interface Passage {
  from: number;
  to: number;
  /** What of it its source says that a machine made. */
  parts: MachineParts;
  /** Null before the document has the words. */
  spans: readonly CharacterSpan[] | null;
  element: HTMLElement | null;
}

const key = new PluginKey<Passage | null>('pastedMachineText');

/** For the editor of this part of the document, in which people write. */
export function pastedMachineText(fragment: Y.XmlFragment, mark: MarkPasted): Extension {
  return Extension.create({
    name: 'pastedMachineText',
    addKeyboardShortcuts() {
      const letBe = () => (key.getState(this.editor.state)?.element ? withdraw(this.editor) : false);
      return { Escape: letBe };
    },
    addProseMirrorPlugins() {
      const { editor } = this;
      /** What the clipboard says of a paste that is being put in; null for one that is none from outside. */
      let pasting: MachineParts | null = null;

      /** The offer that is being taken: saving may take a while. */
      let taking: HTMLElement | null = null;

      const take = async () => {
        const passage = key.getState(editor.state);
        const runs = characterRuns(fragment, editor.state.doc);
        if (!passage?.spans || !runs || taking === passage.element) return;
        // What of it is still there.
        const ranges = passage.spans.flatMap((span) => rangesOf(runs, span));
        const spans = ranges.flatMap(({ from, to }) => spansBetween(runs, from, to));
        editor.view.focus();
        taking = passage.element;
        const isDone = spans.length === 0 || (await mark(spans, false));
        taking = null;
        // Another passage may have been pasted meanwhile.
        if (isDone && !editor.isDestroyed && key.getState(editor.state)?.element === passage.element)
          withdraw(editor);
      };
      const offer = () =>
        new PasteOffer({
          words: {
            offer: i18next.t('machine:pasted.offer'),
            take: i18next.t('machine:pasted.take'),
            keep: i18next.t('machine:pasted.keep'),
          },
          onTake: () => void take(),
          onDismiss: () => {
            withdraw(editor);
            editor.view.focus();
          },
        }).element;

      /** Once the document has the words: marks what is said to be a machine's, else offers it. */
      const settle = (view: EditorView) => {
        const passage = view.isDestroyed ? null : key.getState(view.state);
        if (!passage || passage.spans !== null) return;
        const runs = characterRuns(fragment, view.state.doc);
        if (!runs) return;
        const { from, to, parts } = passage;
        const spans = spansBetween(runs, from, to);
        const said = saidIn(view.state.doc, runs, passage, spans);
        if (said.length > 0) void mark(said, true);
        const isLong = view.state.doc.textBetween(from, to, ' ').trim().length >= longPassage;
        // A short one is asked about where its source speaks of a machine, but not for certain of which words.
        const isOffered = said.length === 0 && spans.length > 0 && (isLong || parts !== 'none');
        const next = isOffered ? { ...passage, spans, element: passage.element ?? offer() } : null;
        view.dispatch(view.state.tr.setMeta(key, { passage: next }).setMeta('addToHistory', false));
      };

      return [
        new Plugin<Passage | null>({
          key,
          state: {
            init: () => null,
            apply(tr, passage) {
              const set: { passage: Passage | null } | undefined = tr.getMeta(key);
              if (set) return set.passage;
              if (tr.getMeta('paste') && tr.docChanged && pasting !== null) {
                const range = changedRange(tr);
                const parts = pasting;
                pasting = null;
                return range && { ...range, parts, spans: null, element: null };
              }
              if (!passage || !tr.docChanged) return passage;
              // The same words in the form that was offered for them.
              const formatted = tr.getMeta('uiEvent') === 'format' ? changedRange(tr) : null;
              if (formatted) return { ...passage, ...formatted, spans: null };
              return stillThere(passage, tr, fragment);
            },
          },
          props: {
            handleDOMEvents: {
              // Before all that may put it in itself, such as captions and tables.
              paste(_view, event) {
                const html = event.clipboardData?.getData('text/html') ?? '';
                const parts = html === '' ? 'none' : machineParts(pastedTree(html), { isPiece: true });
                pasting = copiedHere(html) && parts === 'none' ? null : parts;
                return false;
              },
            },
            decorations(state) {
              const passage = key.getState(state);
              if (!passage?.element) return null;
              const $to = state.doc.resolve(Math.min(passage.to, state.doc.content.size));
              const at = $to.depth === 0 ? $to.pos : $to.after(1);
              const options = { key: 'machine-offer', side: 2, ignoreSelection: true };
              return DecorationSet.create(state.doc, [Decoration.widget(at, passage.element, options)]);
            },
          },
          view: () => ({
            // The document has the words once all plugins have seen the change.
            update: (view) => {
              if (key.getState(view.state)?.spans === null) queueMicrotask(() => settle(view));
            },
          }),
        }),
      ];
    },
  });
}

/** What of the passage is for certain a machine's, as its source says. */
function saidIn(
  doc: Node,
  runs: NonNullable<ReturnType<typeof characterRuns>>,
  { from, to, parts }: Passage,
  spans: readonly CharacterSpan[],
): readonly CharacterSpan[] {
  if (parts === 'all') return spans;
  return typeof parts === 'string' ? [] : (spansOfParts(doc, runs, { from, to }, parts) ?? []);
}

/** The passage after a change; gone where nothing of it is left, or where the person goes on elsewhere. */
function stillThere(passage: Passage, tr: Transaction, fragment: Y.XmlFragment): Passage | null {
  const [from, to] = [tr.mapping.map(passage.from, 1), tr.mapping.map(passage.to, -1)];
  if (tr.getMeta(ySyncPluginKey) === undefined) {
    const changed = changedRange(tr);
    const isElsewhere = changed !== null && (changed.to <= from || changed.from >= to);
    return from >= to || isElsewhere ? null : { ...passage, from, to };
  }
  // What others write is one change of the whole.
  if (passage.spans === null) return null;
  const runs = characterRuns(fragment, tr.doc);
  const ranges = runs ? passage.spans.flatMap((span) => rangesOf(runs, span)) : [];
  if (ranges.length === 0) return null;
  return {
    ...passage,
    from: Math.min(...ranges.map((range) => range.from)),
    to: Math.max(...ranges.map((range) => range.to)),
  };
}

function withdraw(editor: Editor): boolean {
  editor.view.dispatch(editor.state.tr.setMeta(key, { passage: null }).setMeta('addToHistory', false));
  return true;
}
