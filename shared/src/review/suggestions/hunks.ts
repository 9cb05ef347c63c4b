// What a person's fork of a section proposes: where it differs from the section's text, as few and as small replacements as
// a reader would make of it. Blocks are known by their ids, words within a block by comparing them.
import type { Fragment, Node } from '@tiptap/pm/model';
import { diffArrays } from 'diff';
import { faceOf, keyOf, marksKey, textKeyOf } from './nodes.ts';
import type { Range } from './place.ts';

/** A replacement: the range `from`..`to` of the base became `forkFrom`..`forkTo` of the fork. ProseMirror positions. */
export interface Replacement {
  from: number;
  to: number;
  forkFrom: number;
  forkTo: number;
}

/** One difference between a text and a fork of it. */
export interface Hunk extends Replacement {
  /** Within one block's text, or a run of blocks that stand side by side. */
  type: 'text' | 'blocks';
}

/** The replacements that make the fork of the base, in order and without overlap. Anchors of threads don't count. */
export function diffSections(base: Node, fork: Node): Hunk[] {
  return diffChildren({ node: base, start: 0 }, { node: fork, start: 0 });
}

/** A node and where its content begins. */
interface Place {
  node: Node;
  start: number;
}

/** A stretch of children on both sides, with the hunks in it; `ends` says of changes at the end of a block's text. */
interface Unit extends Hunk {
  hunks: Hunk[] | null;
  ends: { removes: boolean; adds: boolean };
}

const noEnds = { removes: false, adds: false };

function diffChildren(base: Place, fork: Place): Hunk[] {
  const units: Unit[] = [];
  const [old, now] = [childrenOf(base), childrenOf(fork)];
  let [oldIndex, newIndex] = [0, 0];
  const at = (children: readonly Child[], index: number, place: Place) =>
    children[index]?.at ?? place.start + place.node.content.size;
  for (const { added, removed, value } of diffArrays(
    old.map(({ key }) => key),
    now.map(({ key }) => key),
  )) {
    for (const _key of value) {
      const [before, after] = [old[oldIndex], now[newIndex]];
      const range = {
        from: at(old, oldIndex, base),
        to: at(old, added ? oldIndex : oldIndex + 1, base),
        forkFrom: at(now, newIndex, fork),
        forkTo: at(now, removed ? newIndex : newIndex + 1, fork),
      };
      if (added || removed || !before || !after)
        units.push({ ...range, type: 'blocks', hunks: null, ends: noEnds });
      else units.push({ ...range, type: 'blocks', ...diffPair(before, after, base.node) });
      if (!added) oldIndex += 1;
      if (!removed) newIndex += 1;
    }
  }
  return joined(units).flatMap(({ hunks, ends: _ends, ...whole }) => hunks ?? [whole]);
}

interface Child {
  node: Node;
  /** Where it begins. */
  at: number;
  key: string;
}

function childrenOf({ node, start }: Place): Child[] {
  const children: Child[] = [];
  node.forEach((child, offset) => {
    children.push({ node: child, at: start + offset, key: keyOf(child) ?? `= ${faceOf(child)}` });
  });
  return children;
}

/** Two nodes that are the same one; no hunks where one has to be replaced by the other as a whole. */
function diffPair(
  before: Omit<Child, 'key'>,
  after: Omit<Child, 'key'>,
  parent: Node,
): Pick<Unit, 'hunks' | 'ends'> {
  const [old, now] = [before.node, after.node];
  if (old.eq(now)) return { hunks: [], ends: noEnds };
  if (!now.hasMarkup(old.type, old.attrs)) return { hunks: null, ends: noEnds };
  const [start, forkStart] = [before.at + 1, after.at + 1];
  if (old.isTextblock) {
    if (textKeyOf(old, parent) === null) return { hunks: null, ends: noEnds };
    const hunks = diffTexts(old, now).map(
      (hunk): Hunk => ({
        from: start + hunk.from,
        to: start + hunk.to,
        forkFrom: forkStart + hunk.forkFrom,
        forkTo: forkStart + hunk.forkTo,
        type: 'text',
      }),
    );
    const last = hunks.at(-1);
    const isEnd = last?.to === start + old.content.size && last.forkTo === forkStart + now.content.size;
    const ends = isEnd ? { removes: last.from < last.to, adds: last.forkFrom < last.forkTo } : noEnds;
    return { hunks, ends };
  }
  if (old.type.name === 'table' && !isSameShape(old, now)) return { hunks: null, ends: noEnds };
  if (old.type.name === 'figure') return { hunks: diffFigures(before, after), ends: noEnds };
  if (old.isLeaf) return { hunks: [], ends: noEnds };
  return {
    hunks: diffChildren({ node: old, start }, { node: now, start: forkStart }),
    ends: noEnds,
  };
}

/** The words of a picture, field by field; null where one has other fields than the other. */
function diffFigures(before: Omit<Child, 'key'>, after: Omit<Child, 'key'>): Hunk[] | null {
  const [old, now] = [before.node, after.node];
  const fields = ({ children }: Node) => children.map(({ type }) => type.name).join();
  if (fields(old) !== fields(now)) return null;
  const hunks: Hunk[] = [];
  let [at, forkAt] = [before.at + 1, after.at + 1];
  for (const [index, child] of old.children.entries()) {
    const other = now.child(index);
    const differing = diffPair({ node: child, at }, { node: other, at: forkAt }, old).hunks;
    if (!differing) return null;
    hunks.push(...differing);
    [at, forkAt] = [at + child.nodeSize, forkAt + other.nodeSize];
  }
  return hunks;
}

/** A table is one thing: with another number of rows or cells, or other cells, it is replaced whole. */
function isSameShape(a: Node, b: Node): boolean {
  const cells = (table: Node) => {
    const keys: string[] = [];
    table.forEach((row) => {
      row.forEach((cell) => {
        keys.push(`${cell.type.name} ${JSON.stringify(cell.attrs)} ${keyOf(cell) ?? ''}`);
      });
      keys.push('row');
    });
    return keys.join('\n');
  };
  return cells(a) === cells(b);
}

/**
 * Replaced blocks that stand side by side are one replacement. So is a block whose end went into the next one or came
 * from it: half of a split or of a join would double text or lose it.
 */
function joined(units: readonly Unit[]): Unit[] {
  const result: Unit[] = [];
  for (const unit of units) {
    const before = result.at(-1);
    if (!before || unit.hunks !== null || !belongs(before, unit)) {
      result.push(unit);
      continue;
    }
    result[result.length - 1] = {
      ...unit,
      from: before.from,
      forkFrom: before.forkFrom,
      hunks: null,
    };
  }
  return result;
}

function belongs(before: Unit, replacedUnit: Unit): boolean {
  if (before.hunks === null) return true;
  const [gone, come] = [replacedUnit.from < replacedUnit.to, replacedUnit.forkFrom < replacedUnit.forkTo];
  return (before.ends.removes && come) || (before.ends.adds && gone);
}

interface Token {
  key: string;
  from: number;
  to: number;
  blank: boolean;
}

const words = /\s+|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu;

/** More changes than this nobody reads one by one. */
const maxChanges = 1000;

function diffTexts(base: Node, fork: Node): Omit<Hunk, 'type'>[] {
  const [old, now] = [tokensOf(base), tokensOf(fork)];
  const changes = diffArrays(
    old.map(({ key }) => key),
    now.map(({ key }) => key),
    { maxEditLength: maxChanges },
  );
  if (!changes) return [{ from: 0, to: base.content.size, forkFrom: 0, forkTo: fork.content.size }];
  const hunks: Omit<Hunk, 'type'>[] = [];
  let [oldIndex, newIndex] = [0, 0];
  const oldAt = () => old[oldIndex]?.from ?? base.content.size;
  const newAt = () => now[newIndex]?.from ?? fork.content.size;
  let sinceLast = Number.POSITIVE_INFINITY;
  for (const { added, removed, value } of changes) {
    const [from, forkFrom] = [oldAt(), newAt()];
    if (!added && !removed) {
      // Single blanks that stay between two changed words would cut one replacement in two.
      const stays = old.slice(oldIndex, oldIndex + value.length);
      sinceLast = stays.every(({ blank }) => blank) ? 0 : Number.POSITIVE_INFINITY;
    }
    if (!added) oldIndex += value.length;
    if (!removed) newIndex += value.length;
    if (!added && !removed) continue;
    const last = hunks.at(-1);
    const [to, forkTo] = [oldAt(), newAt()];
    if (last && (sinceLast === 0 || (last.to === from && last.forkTo === forkFrom))) {
      last.to = to;
      last.forkTo = forkTo;
    } else hunks.push({ from, to, forkFrom, forkTo });
    sinceLast = Number.POSITIVE_INFINITY;
  }
  return hunks.map((hunk) => withoutSameBlanks(base, fork, hunk));
}

/** Two blanks that were around a deleted word are one token then; the blanks themselves stay as they are. */
function withoutSameBlanks<Range extends Omit<Hunk, 'type'>>(base: Node, fork: Node, hunk: Range): Range {
  let { from, to, forkFrom, forkTo } = hunk;
  const isSame = (old: number, now: number) => {
    const [a, b] = [base.cut(old, old + 1).content, fork.cut(now, now + 1).content];
    return a.textBetween(0, a.size).trim() === '' && a.firstChild?.isText === true && sameInline(a, b);
  };
  while (from < to && forkFrom < forkTo && isSame(from, forkFrom)) {
    from += 1;
    forkFrom += 1;
  }
  while (from < to && forkFrom < forkTo && isSame(to - 1, forkTo - 1)) {
    to -= 1;
    forkTo -= 1;
  }
  return { ...hunk, from, to, forkFrom, forkTo };
}

function sameInline(a: Fragment, b: Fragment): boolean {
  const [one, other] = [a.firstChild, b.firstChild];
  return one?.text === other?.text && !!one && !!other && marksKey(one) === marksKey(other);
}

function tokensOf(block: Node): Token[] {
  const tokens: Token[] = [];
  let run: { text: string; marks: string; at: number } | null = null;
  const endRun = () => {
    if (!run) return;
    for (const match of run.text.matchAll(words)) {
      const [text] = match;
      const from = run.at + match.index;
      tokens.push({ key: `${run.marks}\n${text}`, from, to: from + text.length, blank: text.trim() === '' });
    }
    run = null;
  };
  block.forEach((node, offset) => {
    const marks = marksKey(node);
    if (node.isText && run?.marks === marks) run.text += node.text ?? '';
    else {
      endRun();
      if (node.isText) run = { text: node.text ?? '', marks, at: offset };
      else
        tokens.push({
          key: `<${node.type.name}> ${marks}`,
          from: offset,
          to: offset + node.nodeSize,
          blank: false,
        });
    }
  });
  endRun();
  return tokens;
}

/** Where a range of the base is in what others made of it; right where none of them overlaps it. */
export function mapped(theirs: readonly Replacement[], { from, to }: Range): Range {
  const shift = theirs
    .filter((other) => other.to <= from)
    .reduce((sum, other) => sum + (other.forkTo - other.forkFrom) - (other.to - other.from), 0);
  return { from: from + shift, to: to + shift };
}

/** Whether two replacements meet; two insertions at one place, or side by side, don't. */
export function overlaps(a: Range, b: Range): boolean {
  if (a.from === a.to) return b.from < a.from && a.from < b.to;
  if (b.from === b.to) return a.from < b.from && b.from < a.to;
  return Math.max(a.from, b.from) < Math.min(a.to, b.to);
}

/**
 * What of a range another one leaves free: all of it, or all but a blank that both take along with the words on either side
 * of it. Null where they meet.
 */
export function apart(doc: Node, range: Range, other: Range): Range | null {
  if (!overlaps(range, other)) return range;
  if (other.from < range.from && other.to < range.to && isBlank(doc, range.from, other.to))
    return { from: other.to, to: range.to };
  if (range.from < other.from && range.to < other.to && isBlank(doc, other.from, range.to))
    return { from: range.from, to: other.from };
  return null;
}

function isBlank(doc: Node, from: number, to: number): boolean {
  const start = doc.resolve(from);
  return (
    start.parent.isTextblock &&
    start.sameParent(doc.resolve(to)) &&
    doc.textBetween(from, to, undefined, 'x').trim() === ''
  );
}
