// Accepted suggestions as edits of a region, be it a section or a line: which of them can be made, and in which steps, so that
// each person's words become theirs in the document and nothing between two replacements is written anew.
import { presentSections } from '@galley/shared/article/outline.ts';
import { isLine, type Region } from '@galley/shared/article/region.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { type Applied, applyChanges } from '@galley/shared/review/suggestions/apply.ts';
import { placesOf } from '@galley/shared/review/suggestions/places.ts';
import { regionNode } from '@galley/shared/review/suggestions/region-node.ts';
import type { SuggestionChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import type { Node } from '@tiptap/pm/model';
import type * as Y from 'yjs';

/** What somebody suggests. */
interface Proposal {
  author: UserId;
  change: SuggestionChange;
}

/** One person's edit of a region. */
interface Step {
  author: UserId;
  /** The region's text after it. */
  doc: Node;
}

interface Acceptance {
  /** The region's text with all that is granted. */
  applied: Applied;
  steps: Step[];
}

/**
 * Plans how a region comes to say all of these at once. All steps of a person follow one another, the persons in the
 * order of `authors`. Of two that want the same place the first has it.
 */
export function planAcceptance(
  before: Node,
  proposals: readonly Proposal[],
  authors: readonly UserId[],
): Acceptance {
  const whole = applyChanges(
    before,
    proposals.map(({ change }) => change),
  );
  const granted = proposals
    .map((proposal, index) => ({ ...proposal, index }))
    .filter(({ index }) => whole.done[index]);
  const rounds = authors.flatMap((author) =>
    roundsOf(
      before,
      granted.filter((proposal) => proposal.author === author),
    ),
  );
  const made = new Set<number>();
  const steps = rounds.map((round, index): Step => {
    for (const proposal of round) made.add(proposal.index);
    const author = (round[0] as Proposal).author;
    if (index === rounds.length - 1) return { author, doc: whole.doc };
    const changes = granted.filter((proposal) => made.has(proposal.index)).map(({ change }) => change);
    return { author, doc: applyChanges(before, changes).doc };
  });
  return { applied: whole, steps };
}

/**
 * Sorts one person's changes so that no two of a round touch the same block: an edit of a block's text goes from the first
 * letter that differs to the last.
 */
function roundsOf<T extends Proposal>(before: Node, proposals: readonly T[]): T[][] {
  const rounds: { proposals: T[]; blocks: Set<number> }[] = [];
  for (const proposal of proposals) {
    const blocks = blocksAt(before, proposal.change);
    const free = rounds.find((round) => blocks.every((block) => !round.blocks.has(block)));
    const round = free ?? { proposals: [], blocks: new Set<number>() };
    if (!free) rounds.push(round);
    round.proposals.push(proposal);
    for (const block of blocks) round.blocks.add(block);
  }
  return rounds.map((round) => round.proposals);
}

/** The region's blocks in which a change is made, by their number. */
function blocksAt(doc: Node, change: SuggestionChange): number[] {
  return (placesOf(doc, change) ?? []).flatMap((place) => {
    const [first, last] = [doc.resolve(place.from).index(0), doc.resolve(place.to).indexAfter(0)];
    return Array.from({ length: Math.max(1, last - first) }, (_, offset) => first + offset);
  });
}

/** The text of a region as it stands; null where its section is gone. */
export function standingText(doc: Y.Doc, region: Region): Node | null {
  const stands = isLine(region) || presentSections(doc).some(({ id }) => id === region);
  return stands ? regionNode(doc, region) : null;
}
