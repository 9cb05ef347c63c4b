// Other people's carets and selections in a fork: they stand in the article's text, and are shown at the same words of the fork.
import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { type CaretUser, drawCaret, tintOf } from '../../editor/carets.ts';
import { positionIn } from '../../editor/positions/position-in.ts';
import type { OwnHunk } from './match-hunks.ts';
import { ownHunks } from './own-suggestions.ts';

interface ForkCaretsOptions {
  fragment: Y.XmlFragment;
  awareness: Pick<Awareness, 'clientID' | 'getStates' | 'on' | 'off'>;
  /** Where a position of the text is in the fork. */
  toFork(state: EditorState, position: number): number;
}

const key = new PluginKey('forkCarets');

export function forkCarets({ fragment, awareness, toFork }: ForkCaretsOptions): Extension {
  const draw = (state: EditorState): DecorationSet => {
    const end = Math.max(0, state.doc.content.size - 1);
    const carets = [...awareness.getStates()].flatMap(([client, said]): Decoration[] => {
      const { cursor, user = {} }: { cursor?: { anchor?: unknown; head?: unknown }; user?: CaretUser } = said;
      if (client === awareness.clientID || !cursor) return [];
      const [anchor, head] = [cursor.anchor, cursor.head].map((place) => {
        const position = positionIn(fragment, place);
        return position === null ? null : Math.min(toFork(state, position), end);
      });
      if (typeof anchor !== 'number' || typeof head !== 'number') return [];
      return [
        Decoration.widget(head, () => drawCaret(user), { key: `${client}`, side: 10 }),
        Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), tintOf(user)),
      ];
    });
    return DecorationSet.create(state.doc, carets);
  };
  return Extension.create({
    name: 'forkCarets',
    addProseMirrorPlugins: () => {
      // Kept for a state: the editor asks more than once.
      let drawn: { state: EditorState; carets: DecorationSet } | null = null;
      return [
        new Plugin({
          key,
          props: {
            decorations(state) {
              if (drawn?.state !== state) drawn = { state, carets: draw(state) };
              return drawn.carets;
            },
          },
          view: (view) => {
            const onChange = ({ added, updated, removed }: Record<string, number[]>) => {
              const changed = [...(added ?? []), ...(updated ?? []), ...(removed ?? [])];
              if (!view.isDestroyed && changed.some((client) => client !== awareness.clientID))
                view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false));
            };
            awareness.on('change', onChange);
            return { destroy: () => awareness.off('change', onChange) };
          },
        }),
      ];
    },
  });
}

/** In a section's fork: past what is suggested before it, and at the start of what is suggested instead of it. */
export function pastOwn(state: EditorState, position: number): number {
  return past(ownHunks(state).hunks, position);
}

function past(
  hunks: readonly Pick<OwnHunk, 'from' | 'to' | 'forkFrom' | 'forkTo'>[],
  position: number,
): number {
  let shift = 0;
  for (const { from, to, forkFrom, forkTo } of hunks) {
    // What is added where somebody stands is before their caret: one's own stands at its end, and next to a caret that is no
    // text the browser would put the next letter in front of what was added.
    if (position < from || (position === from && from < to)) break;
    if (position < to) return Math.min(forkFrom + position - from, forkTo);
    shift = forkTo - to;
  }
  return position + shift;
}

/** In a line's fork. */
export function pastDifference(line: string, fork: string, position: number): number {
  let start = 0;
  while (start < Math.min(line.length, fork.length) && line[start] === fork[start]) start += 1;
  let behind = 0;
  while (
    behind < Math.min(line.length, fork.length) - start &&
    line[line.length - 1 - behind] === fork[fork.length - 1 - behind]
  )
    behind += 1;
  // Position 1 is in front of the first letter.
  const hunk = {
    from: 1 + start,
    to: 1 + line.length - behind,
    forkFrom: 1 + start,
    forkTo: 1 + fork.length - behind,
  };
  return past([hunk], position);
}
