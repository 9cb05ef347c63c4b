// The stages of an article and the moves between them: pure rules, for the board, the routes and publishing.

/** The stages of an article. Moves go along the tables below only. */
export const stages = ['draft', 'review', 'ready', 'scheduled', 'published', 'withdrawn'] as const;
export type Stage = (typeof stages)[number];

/** The stages that a person may set by hand; the others come by publishing, scheduling and withdrawing. */
export const handStages = ['draft', 'review', 'ready'] as const satisfies readonly Stage[];
export type HandStage = (typeof handStages)[number];

const byHand: Record<Stage, readonly HandStage[]> = {
  draft: ['review', 'ready'],
  review: ['draft', 'ready'],
  ready: ['draft', 'review'],
  scheduled: ['ready'],
  // What the public sees is corrected by publishing again, or withdrawn.
  published: [],
  withdrawn: ['draft'],
};

const byPublishing: Record<Stage, readonly Stage[]> = {
  draft: ['published', 'scheduled'],
  review: ['published', 'scheduled'],
  ready: ['published', 'scheduled'],
  scheduled: ['published', 'scheduled'],
  published: ['published', 'withdrawn'],
  withdrawn: ['published'],
};

/** Where an article of this stage may be moved by hand. */
export function handMoves(from: Stage): readonly HandStage[] {
  return byHand[from];
}

/** Whether an article may go from one stage to another, by hand or by the acts of publishing. */
export function mayMove(from: Stage, to: Stage, by: 'hand' | 'publishing'): boolean {
  const moves: readonly Stage[] = by === 'hand' ? byHand[from] : byPublishing[from];
  return moves.includes(to);
}
