// A person's own suggestions in the fork of a section: what of the fork differs from the section's text, and how that looks.
import type { SuggestionId } from '@galley/shared/ids.ts';
import { changeOf, isFormatting } from '@galley/shared/review/suggestions/change.ts';
import { diffSections } from '@galley/shared/review/suggestions/hunks.ts';
import type { Range } from '@galley/shared/review/suggestions/place.ts';
import type { SectionChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { type Decoration, DecorationSet } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { type Drawn, drawAdded, drawContent, drawFormatted } from './drawn.ts';
import { type KnownPlace, matchHunks, type OwnHunk } from './match-hunks.ts';
import { sectionNode } from './section-node.ts';

interface OwnState {
  /** The section's text, in the common schema. */
  base: Node;
  hunks: readonly OwnHunk[];
  drawn: DecorationSet;
}

interface Rebasing {
  base: Node;
  /** Suggestions that are over: nothing that still differs is theirs. */
  over: ReadonlySet<SuggestionId>;
  /** Where suggestions are in the text, as far as that is known. */
  places?: ReadonlyMap<SuggestionId, Range>;
}

interface OwnOptions {
  base: Node;
  known: readonly KnownPlace[];
  draw(id: SuggestionId, change: SectionChange): Omit<Drawn, 'id'>;
  /** The person has changed the fork. */
  onEdit(): void;
}

const key = new PluginKey<OwnState>('ownSuggestions');

export function ownSuggestions({ base, known, draw, onEdit }: OwnOptions): Extension {
  return Extension.create({
    name: 'ownSuggestions',
    addProseMirrorPlugins: () => [
      new Plugin<OwnState>({
        key,
        state: {
          init: (_config, { doc }) => {
            const hunks = matchHunks(known, diffSections(base, sectionNode(doc)));
            return { base, hunks, drawn: drawnIn(doc, base, hunks, draw) };
          },
          apply: (tr, own) => {
            const meta: Rebasing | 'redraw' | undefined = tr.getMeta(key);
            if (!tr.docChanged && !meta) return own;
            const next =
              meta === 'redraw' && !tr.docChanged
                ? own
                : compared(tr, own, meta === 'redraw' ? undefined : meta);
            return { ...next, drawn: drawnIn(tr.doc, next.base, next.hunks, draw) };
          },
        },
        props: {
          decorations: (state) => ownHunks(state).drawn,
        },
      }),
    ],
    onTransaction({ transaction, appendedTransactions }) {
      const made = [transaction, ...appendedTransactions];
      if (made.some((one) => one.docChanged && one.getMeta(key) === undefined)) onEdit();
    },
  });
}

/** What the fork in this editor proposes. */
export function ownHunks(state: EditorState): OwnState {
  const own = key.getState(state);
  if (!own) throw new Error('This editor is no fork.');
  return own;
}

/** Makes the transaction one that follows the section's text and is nobody's own edit. */
export function rebasing(tr: Transaction, to: Rebasing): Transaction {
  return (
    tr
      .setMeta(key, to)
      .setMeta('addToHistory', false)
      // What handles own edits only passes over what comes from the document.
      .setMeta(ySyncPluginKey, { isChangeOrigin: true })
  );
}

/** Makes the transaction one that has the fork drawn anew. */
export function redrawing(tr: Transaction): Transaction {
  return tr.setMeta(key, 'redraw').setMeta('addToHistory', false);
}

function compared(
  tr: Transaction,
  { base, hunks }: OwnState,
  rebasing: Rebasing | undefined,
): Omit<OwnState, 'drawn'> {
  const now = rebasing?.base ?? base;
  const known = hunks
    .filter(({ id }) => !rebasing?.over.has(id))
    .map(({ id, from, to, forkFrom, forkTo }): KnownPlace => {
      const [start, end] = [tr.mapping.map(forkFrom, -1), tr.mapping.map(forkTo, 1)];
      const place = rebasing?.places?.get(id) ?? (now === base ? { from, to } : null);
      return { id, base: place, fork: { from: start, to: end } };
    });
  return { base: now, hunks: matchHunks(known, diffSections(now, sectionNode(tr.doc))) };
}

/** Kept by document, for the editor asks at every move of the caret. */
function drawnIn(doc: Node, base: Node, hunks: readonly OwnHunk[], draw: OwnOptions['draw']): DecorationSet {
  const fork = sectionNode(doc);
  const decorations = hunks.flatMap((hunk): Decoration[] => {
    const { id, from, to, forkFrom, forkTo } = hunk;
    const change = changeOf(base, fork, hunk);
    const look = { id, ...draw(id, change) };
    if (isFormatting(change)) return drawFormatted(doc, forkFrom, forkTo, look);
    const added = forkFrom < forkTo ? drawAdded(doc, forkFrom, forkTo, look) : [];
    if (from === to) return added;
    // Backspace leaves the caret before what it has struck.
    const side = forkFrom === forkTo ? 1 : -1;
    return [drawContent(forkFrom, base.slice(from, to).content, 'del', look, side), ...added];
  });
  return DecorationSet.create(doc, decorations);
}
