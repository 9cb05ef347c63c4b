// The selection in a text of which parts are replaced by the editor itself, as a fork is that follows its section: behind
// the words that it stood behind, also where whole blocks are replaced.
import type { Replacement } from '@galley/shared/review/suggestions/hunks.ts';
import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { followSelection } from './follow-selection.ts';
import { type Change, type Run, type TextBlock, textBlocksOf } from './text-blocks.ts';

/** Puts the selection of a transaction that made these replacements, in order, where it belongs. */
export function keepSelectionIn(
  tr: Transaction,
  { doc, selection, storedMarks }: Pick<EditorState, 'doc' | 'selection' | 'storedMarks'>,
  replacements: readonly Replacement[],
): void {
  if (replacements.length === 0) return;
  const followed = followSelection(changeBy(replacements, doc, tr.doc), selection, tr.doc);
  if (followed) tr.setSelection(followed);
  tr.setStoredMarks(storedMarks);
}

function changeBy(replacements: readonly Replacement[], before: Node, after: Node): Change {
  const stays = (position: number) => replacements.every(({ from, to }) => position < from || position >= to);
  const origin = (position: number): number | null => {
    let shift = 0;
    for (const { to, forkFrom, forkTo } of replacements) {
      if (position < forkFrom) break;
      if (position < forkTo) return null;
      shift = to - forkTo;
    }
    return position + shift;
  };
  return {
    before: textBlocksOf(before).map((block) =>
      known(block, (position) => ({ at: position, kept: stays(position) })),
    ),
    after: textBlocksOf(after).map((block) =>
      known(block, (position) => {
        const at = origin(position);
        return { at, kept: at !== null };
      }),
    ),
  };
}

/** What a character or block that stays is known by: its position before. */
const staying = 0;
const brought = 1;

function known(
  block: TextBlock,
  look: (position: number) => { at: number | null; kept: boolean },
): TextBlock {
  const runs: Run[] = [];
  for (let offset = 0; offset < block.text.length; offset += 1) {
    const { at, kept } = look(block.start + offset);
    const [client, clock] = at === null ? [brought, block.start + offset] : [staying, at];
    const last = runs.at(-1);
    if (last?.client === client && last.kept === kept && last.clock + last.length === clock) last.length += 1;
    else runs.push({ client, clock, length: 1, kept });
  }
  const { at } = look(block.start - 1);
  return { ...block, runs, element: at === null ? null : String(at) };
}
