// Accepted suggestions as edits of a section: which of them can be made, and in which steps, so that each person's words
// become theirs in the document and nothing between two replacements is written anew.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { withTextsAsNodes } from '@galley/shared/article/picture-texts.ts';
import { nodesOf } from '@galley/shared/article/read-article.ts';
import { sectionSchema } from '@galley/shared/article/schema/schema.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { replaceBlocks } from '@galley/shared/review/replace-blocks.ts';
import { type Applied, applyChanges } from '@galley/shared/review/suggestions/apply.ts';
import { locate } from '@galley/shared/review/suggestions/place.ts';
import type { SectionChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import type { Node } from '@tiptap/pm/model';
import type * as Y from 'yjs';

/** What somebody suggests. */
interface Proposal {
  author: UserId;
  change: SectionChange;
}

/** One person's edit of a section. */
interface Step {
  author: UserId;
  /** The section after it. */
  doc: Node;
}

interface Acceptance {
  /** The section with all that is granted. */
  applied: Applied;
  steps: Step[];
}

/**
 * Plans how a section comes to say all of these at once. All steps of a person follow one another, the persons in the
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

/** The section's blocks in which a change is made, by their number. */
function blocksAt(doc: Node, change: SectionChange): number[] {
  const place = locate(doc, change);
  if (!place) return [];
  const [first, last] = [doc.resolve(place.from).index(0), doc.resolve(place.to).indexAfter(0)];
  return Array.from({ length: Math.max(1, last - first) }, (_, offset) => first + offset);
}

/** Makes the fragment hold a step's section; what stays the same is left alone. */
export function makeStep(doc: Y.Doc, fragment: Y.XmlFragment, { doc: target }: Step): void {
  // ProseMirror's own form of JSON, which it types as `any`.
  const { content = [] } = target.toJSON() as { content?: NodeJson[] };
  replaceBlocks(doc, fragment, content, exactForm);
}

/** A section's text as a document of the schema. */
export function sectionNode(fragment: Y.XmlFragment): Node {
  return sectionSchema.nodeFromJSON({ type: 'doc', content: nodesOf(fragment) });
}

/** A block with all that it holds, what readers don't see included: an editor's note can be suggested too. */
function exactForm(block: NodeJson): string {
  const [whole = block] = withTextsAsNodes([block]);
  return JSON.stringify(sectionSchema.nodeFromJSON(whole).toJSON());
}
