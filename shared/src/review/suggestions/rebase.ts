// A fork's proposals on a base that others have changed.
import type { Fragment, Node } from '@tiptap/pm/model';
import { apart, diffSections, type Hunk, mapped, overlaps } from './hunks.ts';
import { jsonOf } from './nodes.ts';
import type { Range } from './place.ts';
import { replaced } from './replaced.ts';

/** A fork brought onto a base that others have changed. */
export interface Rebased {
  fork: Node;
  /** The fork's replacements that it still proposes, and where in the new base they are. */
  kept: { hunk: Hunk; place: Range }[];
  /** The fork's replacements whose place others have changed; there the fork now says what the new base says. */
  lost: Hunk[];
}

/** A replacement of a fork, and where in the new base it is made. */
interface Carried {
  hunk: Hunk;
  place: Range;
  content: Fragment;
}

/**
 * Where a fork's replacements are in the base as it is now. What is already there is in neither list; `lost` are those whose
 * place others have changed. `find` looks in the new base for the words that a replacement is about, where their blocks have
 * been built anew.
 */
export function carry(
  base: Node,
  newBase: Node,
  fork: Node,
  find: (hunk: Hunk) => Range | null = () => null,
): { carried: Carried[]; lost: Hunk[] } {
  const theirs = diffSections(base, newBase);
  const lost: Hunk[] = [];
  const carried: Carried[] = [];
  for (const hunk of diffSections(base, fork)) {
    const content = fork.slice(hunk.forkFrom, hunk.forkTo).content;
    const same = theirs.find((other) => other.from === hunk.from && other.to === hunk.to);
    const done = same && newBase.slice(same.forkFrom, same.forkTo).content;
    if (done && isSame(done, content)) continue;
    if (same && done && hunk.type === 'text' && isBeginning(done, content)) {
      // Accepted while its author wrote on: only what came since is still proposed.
      const place = { from: same.forkTo, to: same.forkTo };
      carried.push({ hunk, place, content: content.cut(done.size) });
      continue;
    }
    const free = theirs.reduce<Range | null>((left, other) => left && apart(base, left, other), hunk);
    if (free) {
      carried.push({ hunk, place: mapped(theirs, free), content });
      continue;
    }
    // Blocks that were split, joined or made another kind may still have the words.
    const clash = theirs.filter((other) => overlaps(other, hunk));
    const mayStand = hunk.type === 'text' && clash.every(({ type }) => type === 'blocks');
    const place = mayStand ? find(hunk) : null;
    if (place) carried.push({ hunk, place, content });
    else lost.push(hunk);
  }
  carried.sort((a, b) => a.place.from - b.place.from || a.place.to - b.place.to);
  return { carried, lost };
}

/** Carries what a fork proposes over to the base as it is now, as `carry` finds it. */
export function rebase(base: Node, newBase: Node, fork: Node, find?: (hunk: Hunk) => Range | null): Rebased {
  const { carried, lost } = carry(base, newBase, fork, find);
  const kept: Rebased['kept'] = [];
  let doc = newBase;
  let end = Number.POSITIVE_INFINITY;
  for (const { hunk, place, content } of carried.reverse()) {
    const next = place.to <= end ? replaced(doc, place.from, place.to, jsonOf(content)) : null;
    if (next) {
      doc = next;
      end = place.from;
      kept.push({ hunk, place });
    } else lost.push(hunk);
  }
  return { fork: doc, kept, lost };
}

function isBeginning(start: Fragment, content: Fragment): boolean {
  return start.size > 0 && content.size > start.size && isSame(content.cut(0, start.size), start);
}

function isSame(a: Fragment, b: Fragment): boolean {
  return a.size === b.size && JSON.stringify(jsonOf(a)) === JSON.stringify(jsonOf(b));
}
