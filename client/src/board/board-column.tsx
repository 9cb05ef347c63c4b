// A stage of the board with its articles.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import type { Stage } from '@galley/shared/article/stages.ts';
import { mayMove } from '@galley/shared/article/stages.ts';
import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadFailed } from '../ui/load-failed.tsx';
import { StageDot } from '../ui/stage-dot.tsx';
import type { ArticleActions } from './article-actions.ts';
import { ArticleCard } from './article-card.tsx';
import classes from './board-column.module.css';
import { type BoardView, questionOf } from './board-view.ts';
import { useEndless } from './use-endless.ts';

interface BoardColumnProps {
  stage: Stage;
  view: BoardView;
  count: number | undefined;
  actions: ArticleActions;
  /** The article that is being dragged, if any. */
  dragged: ArticleRow | null;
  onDragged: (article: ArticleRow | null) => void;
}

export function BoardColumn({ stage, view, count, actions, dragged, onDragged }: BoardColumnProps) {
  const { t, i18n } = useTranslation('board');
  const [over, setOver] = useState(false);
  const takes = dragged !== null && mayMove(dragged.stage, stage, 'hand');
  const heading = `column-${stage}`;

  return (
    <section
      className={classes.column}
      aria-labelledby={heading}
      data-takes={takes || undefined}
      data-over={(takes && over) || undefined}
      onDragOver={(event) => {
        if (!takes) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (dragged && takes && (stage === 'draft' || stage === 'review' || stage === 'ready'))
          actions.moveTo(dragged, stage);
        onDragged(null);
      }}
    >
      <h2 id={heading} className={classes.heading}>
        <StageDot stage={stage} />
        {t(`stage.${stage}`)}
        <span className={classes.count}>
          {count !== undefined && (
            <>
              <span aria-hidden>{count.toLocaleString(i18n.language)}</span>
              <VisuallyHidden>{t('column.count', { count })}</VisuallyHidden>
            </>
          )}
        </span>
      </h2>
      <ColumnCards stage={stage} view={view} actions={actions} onDragged={onDragged} />
    </section>
  );
}

interface ColumnCardsProps {
  stage: Stage;
  view: BoardView;
  actions: ArticleActions;
  onDragged: (article: ArticleRow | null) => void;
}

/** The scrolling part of a column. */
export function ColumnCards({ stage, view, actions, onDragged }: ColumnCardsProps) {
  const { t } = useTranslation('board');
  const { list, article, articles, rows, virtualizer, setScroller } = useEndless(questionOf(view, stage), {
    estimate: 176,
    gap: 8,
    padding: 2,
  });

  if (list.isPending)
    return (
      <div className={classes.scroller} aria-busy="true">
        <CardSkeletons />
      </div>
    );
  if (list.isError && articles.length === 0)
    return (
      <LoadFailed className={classes.nothing} onRetry={() => list.refetch()}>
        {t('failed')}
      </LoadFailed>
    );
  if (articles.length === 0) return <p className={classes.nothing}>{t(`column.empty.${stage}`)}</p>;

  return (
    <div ref={setScroller} className={classes.scroller}>
      <ul className={classes.cards} style={{ height: virtualizer.getTotalSize() }}>
        {rows.map((row) => {
          const shown = article(row.index);
          return (
            shown && (
              <li
                key={row.key}
                ref={virtualizer.measureElement}
                data-index={row.index}
                className={classes.place}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <ArticleCard
                  within={articles}
                  article={shown}
                  actions={actions}
                  onDragStart={onDragged}
                  onDragEnd={() => onDragged(null)}
                />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

function CardSkeletons() {
  return (
    <div className={classes.skeletons}>
      {[132, 156, 120].map((height) => (
        <Skeleton key={height} height={height} radius="lg" />
      ))}
    </div>
  );
}
