// A block of a comparison: its text with what came and what went, set apart by its type.
import type { BlockComparison } from '@galley/shared/review/comparison.ts';
import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './block-difference.module.css';
import { useComparisonPlaces } from './comparison-layout.ts';
import { sideOf, tableSideOf } from './differences.ts';
import { linesOf, Pieces } from './pieces.tsx';
import { TableDifference } from './table-difference.tsx';

export function BlockDifference({ block }: { block: BlockComparison }) {
  const { layout, idOf } = useComparisonPlaces();
  const { state } = block;
  const difference = { id: idOf(block), 'data-difference': state !== 'same' || undefined };
  if (layout === 'inline') return <Block block={block} {...difference} />;
  return (
    <div className={classes.sides} {...difference}>
      {state === 'added' ? <div /> : <Block block={onSide(block, 'before')} of={block} />}
      {state === 'removed' ? <div /> : <Block block={onSide(block, 'after')} of={block} />}
    </div>
  );
}

/** The block as it stands on one side. */
function onSide(block: BlockComparison, side: 'before' | 'after'): BlockComparison {
  const pieces = sideOf(block.pieces, side);
  return block.table ? { ...block, pieces, table: tableSideOf(block.table, side) } : { ...block, pieces };
}

interface BlockProps {
  block: BlockComparison;
  /** The block of the comparison, where only one side of it is shown. */
  of?: BlockComparison;
  id?: string | undefined;
  'data-difference'?: true | undefined;
}

function Block({ block, of = block, ...attributes }: BlockProps) {
  const { t } = useTranslation('review');
  const { idOf, jumpFrom } = useComparisonPlaces();
  const { state, moved, formatting } = block;
  const whole = state === 'added' || state === 'removed';
  const remark = t(state === 'added' ? 'block.movedHere' : 'block.movedAway');
  return (
    <div className={classes.block} data-state={state} data-moved={moved || undefined} {...attributes}>
      {whole && !moved && (
        <>
          <span className={classes.sign} aria-hidden>
            {state === 'added' ? '+' : '−'}
          </span>
          <VisuallyHidden>{t(`block.${state}`)}: </VisuallyHidden>
        </>
      )}
      {moved && (
        <p className={classes.remark}>
          {idOf(of) === undefined ? (
            remark
          ) : (
            <UnstyledButton className={classes.jump ?? ''} onClick={() => jumpFrom(of)}>
              {remark}
              <span aria-hidden> · </span>
              <span className={classes.way}>{t(state === 'added' ? 'block.toBefore' : 'block.toAfter')}</span>
            </UnstyledButton>
          )}
        </p>
      )}
      {formatting && <p className={classes.remark}>{t('block.formatting')}</p>}
      <BlockText block={block} />
    </div>
  );
}

function BlockText({ block }: { block: BlockComparison }) {
  const { t } = useTranslation('tools');
  const { type, pieces, table } = block;
  if (table) return <TableDifference rows={table} />;
  if (type === 'bulletList' || type === 'orderedList') {
    const List = type === 'bulletList' ? 'ul' : 'ol';
    return (
      <List className={classes.list}>
        {linesOf(pieces).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place, and holds no state
          <li key={index}>
            <Pieces pieces={line} />
          </li>
        ))}
      </List>
    );
  }
  return (
    <>
      {isNamed(type) && <p className={classes.type}>{t(`block.${type}`)}</p>}
      {(pieces.length > 0 || !isNamed(type)) && (
        <p className={classes.text} data-type={type}>
          {pieces.length > 0 ? <Pieces pieces={pieces} /> : <EmptyText />}
        </p>
      )}
    </>
  );
}

function EmptyText() {
  const { t } = useTranslation('review');
  return <span className={classes.empty}>{t('empty')}</span>;
}

/** Blocks that are more than their words say what they are. */
const named = ['figure', 'table', 'codeBlock', 'horizontalRule', 'embed'] as const;

function isNamed(type: string): type is (typeof named)[number] {
  return named.some((one) => one === type);
}
