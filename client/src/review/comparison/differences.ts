// Which parts of a comparison are differences, to count them and to go from one to the next.
import type {
  ArticleComparison,
  BlockComparison,
  Piece,
  RowComparison,
  SectionComparison,
} from '@galley/shared/review/comparison.ts';

/** How many places a reader has to look at. */
export function countDifferences({ lines, sections }: Pick<ArticleComparison, 'lines' | 'sections'>): number {
  return sections.reduce(
    (sum, section) =>
      sum + Number(headDiffers(section)) + section.blocks.filter(({ state }) => state !== 'same').length,
    lines.length,
  );
}

/** Whether the section itself differs, besides its blocks. */
export function headDiffers({ state, moved, titles, blocks }: SectionComparison): boolean {
  const whole = state === 'added' || state === 'removed';
  return moved || titles !== null || (whole && blocks.length === 0);
}

/** The other place of each moved block: where it was for one that came, where it is for one that went. */
export function movedPairs(sections: readonly SectionComparison[]): Map<BlockComparison, BlockComparison> {
  const moved = sections.flatMap(({ blocks }) => blocks.filter((block) => block.moved));
  const keyOf = ({ type, pieces }: BlockComparison) => `${type} ${pieces.map(({ text }) => text).join('')}`;
  const went = Map.groupBy(
    moved.filter(({ state }) => state === 'removed'),
    keyOf,
  );
  const pairs = new Map<BlockComparison, BlockComparison>();
  for (const block of moved.filter(({ state }) => state === 'added')) {
    const other = went.get(keyOf(block))?.shift();
    if (!other) continue;
    pairs.set(block, other);
    pairs.set(other, block);
  }
  return pairs;
}

/** The text of one side: what came stands only after, what went only before. */
export function sideOf(pieces: readonly Piece[], side: 'before' | 'after'): Piece[] {
  return pieces.filter(({ type }) => type !== (side === 'before' ? 'added' : 'removed'));
}

/** The rows and cells of one side. */
export function tableSideOf(rows: readonly RowComparison[], side: 'before' | 'after'): RowComparison[] {
  const elsewhere = side === 'before' ? 'added' : 'removed';
  return rows
    .filter(({ state }) => state !== elsewhere)
    .map((row) => ({
      ...row,
      cells: row.cells
        .filter(({ state }) => state !== elsewhere)
        .map((cell) => ({ ...cell, pieces: sideOf(cell.pieces, side) })),
    }));
}
