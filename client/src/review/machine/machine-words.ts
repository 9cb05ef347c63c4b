// Shows in a text which of its words a machine made. They move with the text while it is typed into, and stand exactly again
// with the server's next word on them.
import type { MachineMade } from '@galley/shared/api/machine-made.ts';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import i18next from 'i18next';
import type * as Y from 'yjs';
import { characterRuns, rangesOf } from './character-runs.ts';
import type { MachineWordsState, MachineWordsStore } from './machine-words-store.ts';
import './machine-words.css';

const key = new PluginKey<DecorationSet>('machineWords');

/** How long after the server's word a text is looked at again that was not yet what its document holds, in ms. */
const againMs = 200;

/** The words of a machine in the editor of this part of the document. */
export function machineWords(words: MachineWordsStore, fragment: Y.XmlFragment): Extension {
  return Extension.create({
    name: 'machineWords',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_config, { doc }) => decorationsOf(words.getState(), doc, fragment) ?? DecorationSet.empty,
          apply: (tr, before) => {
            const moved = tr.docChanged ? before.map(tr.mapping, tr.doc) : before;
            return tr.getMeta(key) ? (decorationsOf(words.getState(), tr.doc, fragment) ?? moved) : moved;
          },
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => {
          let timer: ReturnType<typeof setTimeout> | undefined;
          const renew = () => {
            clearTimeout(timer);
            if (view.isDestroyed) return;
            const nothing = markedWords(words.getState()) === null;
            // Most articles have no marks: their texts are neither walked through nor drawn again.
            if (nothing && key.getState(view.state) === DecorationSet.empty) return;
            view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false));
            if (!nothing && characterRuns(fragment, view.state.doc) === null)
              timer = setTimeout(renew, againMs);
          };
          const stop = words.subscribe(renew);
          // The text may come into the editor while its plugins are being set up.
          timer = setTimeout(renew);
          return {
            destroy: () => {
              stop();
              clearTimeout(timer);
            },
          };
        },
      }),
    ],
  });
}

/** What is marked and to be shown; null where that is nothing. */
function markedWords({ made, shown }: MachineWordsState): MachineMade | null {
  return shown && made !== null && made.spans.length > 0 ? made : null;
}

/** Null while the editor does not show what the document holds. */
function decorationsOf(state: MachineWordsState, doc: Node, fragment: Y.XmlFragment): DecorationSet | null {
  const made = markedWords(state);
  if (made === null) return DecorationSet.empty;
  const runs = characterRuns(fragment, doc);
  if (runs === null) return null;
  const titles = new Map(
    made.marks.map(({ number, by }) => [number, titleOf(state.people.get(by)?.name ?? '?')]),
  );
  return DecorationSet.create(
    doc,
    made.spans.flatMap(({ span, mark }: MachineMade['spans'][number]) =>
      rangesOf(runs, span).map(({ from, to }) =>
        Decoration.inline(from, to, { class: 'galley-machine', title: titles.get(mark) ?? '' }),
      ),
    ),
  );
}

function titleOf(name: string): string {
  return i18next.t('machine:markedBy', { name });
}
