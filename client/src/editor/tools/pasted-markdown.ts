// Plain text that is Markdown stays plain when it is pasted, and its form is offered beside it. Taking the offer is a step
// of its own: undo goes back to the plain text.
import { fitBlocks } from '@galley/shared/article/fit-blocks.ts';
import { looksLikeMarkdown } from '@galley/shared/article/formats/markdown-signs.ts';
import { pastedBlocks } from '@galley/shared/article/formats/pasted-blocks.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import { type Editor, Extension } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import { Fragment, type Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, Selection, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import i18next from 'i18next';
import { changedRange } from '../changed-range.ts';
import { PasteOffer } from './paste-offer.ts';

interface Offer {
  /** What was pasted, as Markdown. */
  source: string;
  /** The pasted blocks, whole. */
  from: number;
  to: number;
  /** What stood there right after; once it is another's or the person's own, there is nothing to offer. */
  text: string;
  element: HTMLElement;
}

const key = new PluginKey<Offer | null>('pastedMarkdown');

export const PastedMarkdown = Extension.create<{ spec: SectionSpec | null }>({
  name: 'pastedMarkdown',
  addOptions: () => ({ spec: null }),
  addKeyboardShortcuts() {
    return {
      Escape: () => {
        if (!key.getState(this.editor.state)) return false;
        return withdraw(this.editor);
      },
    };
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    const { spec } = this.options;
    /** The text of a paste that is being put in. */
    let pasted: string | null = null;
    const offerFor = (source: string, tr: Transaction): Offer | null => {
      const place = pastedPlace(tr);
      if (!place) return null;
      const { element } = new PasteOffer({
        words: {
          offer: i18next.t('tools:pasted.markdown'),
          take: i18next.t('tools:pasted.format'),
          keep: i18next.t('tools:pasted.keep'),
        },
        onTake: () => void take(editor, spec),
        onDismiss: () => {
          withdraw(editor);
          editor.view.focus();
        },
      });
      return { source, ...place, text: textIn(tr.doc, place), element };
    };
    return [
      new Plugin<Offer | null>({
        key,
        state: {
          init: () => null,
          apply(tr, offer) {
            if (tr.getMeta(key) === 'withdraw') return null;
            if (tr.getMeta('paste') && tr.docChanged && pasted !== null) {
              const source = pasted;
              pasted = null;
              return offerFor(source, tr);
            }
            return offer && tr.docChanged ? stillThere(offer, tr) : offer;
          },
        },
        props: {
          handlePaste(view, event) {
            const data = event.clipboardData;
            const text = data?.getData('text/plain') ?? '';
            const plain = !data?.types.includes('text/html');
            const { $from } = view.state.selection;
            // In lists, tables and quotes blocks have no place of their own.
            pasted =
              plain && $from.depth === 1 && !$from.parent.type.spec.code && looksLikeMarkdown(text)
                ? text
                : null;
            return false;
          },
          decorations(state) {
            const offer = key.getState(state);
            if (!offer) return null;
            return DecorationSet.create(state.doc, [
              Decoration.widget(offer.to, offer.element, {
                key: 'format-offer',
                side: 1,
                ignoreSelection: true,
              }),
            ]);
          },
        },
      }),
    ];
  },
});

/** The whole blocks that a paste changed. */
function pastedPlace(tr: Transaction): { from: number; to: number } | null {
  const range = changedRange(tr);
  if (!range) return null;
  const { from, to } = range;
  const [$from, $to] = [tr.doc.resolve(from), tr.doc.resolve(to)];
  return {
    from: $from.depth === 0 ? from : $from.before(1),
    to: $to.depth === 0 ? to : $to.after(1),
  };
}

/** The offer after a change: as it was where others write elsewhere, gone where its own text is another now. */
function stillThere(offer: Offer, tr: Transaction): Offer | null {
  const place =
    tr.getMeta(ySyncPluginKey) === undefined
      ? { from: tr.mapping.map(offer.from, 1), to: tr.mapping.map(offer.to, -1) }
      : placeOf(offer, tr.doc);
  return place && place.from < place.to && textIn(tr.doc, place) === offer.text
    ? { ...offer, ...place }
    : null;
}

/** Where the text stands in a document that was put in place of the other: what others write is one change of the whole. */
function placeOf({ text, from }: Offer, doc: Node): { from: number; to: number } | null {
  const blocks = text.split('\n');
  const starts: number[] = [];
  doc.forEach((_, offset) => {
    starts.push(offset);
  });
  const candidates = starts.flatMap((start, index) => {
    const last = doc.maybeChild(index + blocks.length - 1);
    const end = (starts[index + blocks.length - 1] ?? Number.NaN) + (last?.nodeSize ?? 0);
    return last && textIn(doc, { from: start, to: end }) === text ? [{ from: start, to: end }] : [];
  });
  return candidates.sort((a, b) => Math.abs(a.from - from) - Math.abs(b.from - from))[0] ?? null;
}

function textIn(doc: Node, { from, to }: { from: number; to: number }): string {
  return doc.textBetween(from, Math.min(to, doc.content.size), '\n', '\u2028');
}

async function take(editor: Editor, spec: SectionSpec | null): Promise<void> {
  const { readMarkdown } = await import('@galley/shared/article/formats/markdown-in.ts');
  if (editor.isDestroyed) return;
  const offer = key.getState(editor.state);
  if (offer) editor.view.dispatch(formatted(editor.state, offer, readMarkdown(offer.source).found, spec));
  editor.view.focus();
}

function formatted(
  state: EditorState,
  { from, to }: Offer,
  found: Parameters<typeof pastedBlocks>[0],
  spec: SectionSpec | null,
): Transaction {
  const blocks = fitBlocks(pastedBlocks(found), spec).map((block) => state.schema.nodeFromJSON(block));
  const tr = closeHistory(state.tr).setMeta(key, 'withdraw').setMeta('uiEvent', 'format');
  if (blocks.length === 0) return tr;
  const content = Fragment.fromArray(blocks);
  tr.replaceWith(from, to, content);
  return tr.setSelection(Selection.near(tr.doc.resolve(from + content.size), -1)).scrollIntoView();
}

function withdraw(editor: Editor): boolean {
  editor.view.dispatch(editor.state.tr.setMeta(key, 'withdraw').setMeta('addToHistory', false));
  return true;
}
