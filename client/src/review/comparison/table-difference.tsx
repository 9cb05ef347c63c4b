// A table of a comparison as a table: rows and cells that came, went or changed are marked, and the words in them distinguished.
import type { CellComparison, RowComparison } from '@galley/shared/review/comparison.ts';
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Pieces } from './pieces.tsx';
import classes from './table-difference.module.css';

export function TableDifference({ rows }: { rows: readonly RowComparison[] }) {
  const { t } = useTranslation('review');
  return (
    // Keys scroll what is wider than the page.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={t('table')}>
      <table className={classes.table}>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place, and holds no state
            <tr key={index} className={classes.row} data-state={row.state}>
              {row.cells.map((cell, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place, and holds no state
                <Cell key={place} cell={cell} first={place === 0} row={row.state} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface CellProps {
  cell: CellComparison;
  first: boolean;
  row: RowComparison['state'];
}

function Cell({ cell, first, row }: CellProps) {
  const { t } = useTranslation('review');
  const { state, header, colspan, rowspan, pieces } = cell;
  const Tag = header ? 'th' : 'td';
  const wholeRow = row === 'added' || row === 'removed';
  const formatting = state === 'changed' && pieces.every(({ type }) => type === 'same');
  return (
    <Tag className={classes.cell} data-state={state} colSpan={colspan} rowSpan={rowspan}>
      {wholeRow && first && <VisuallyHidden>{t(`row.${row}`)}: </VisuallyHidden>}
      {!wholeRow && state !== 'same' && <VisuallyHidden>{t(`cell.${state}`)}: </VisuallyHidden>}
      <Pieces pieces={pieces} />
      {formatting && <span className={classes.remark}>{t('block.formatting')}</span>}
    </Tag>
  );
}
