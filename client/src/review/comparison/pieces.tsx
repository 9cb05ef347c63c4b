// A text before and after as one run: what came is inserted, what went is struck out.
import type { Piece } from '@galley/shared/review/comparison.ts';
import classes from './pieces.module.css';

export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <span className={classes.pieces}>
      {pieces.map(({ type, text }, index) => {
        const Tag = tags[type];
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place, and holds no state
        return <Tag key={index}>{text}</Tag>;
      })}
    </span>
  );
}

const tags = { same: 'span', added: 'ins', removed: 'del' } as const;

/** The run cut at its line breaks, as for the items of a list. */
export function linesOf(pieces: readonly Piece[]): Piece[][] {
  const lines: Piece[][] = [[]];
  for (const { type, text } of pieces) {
    text.split('\n').forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ type, text: part });
    });
  }
  return lines.filter((line) => line.length > 0);
}
