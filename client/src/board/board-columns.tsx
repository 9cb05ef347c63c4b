// The board as columns by stage; on a phone one stage at a time, chosen by tabs.
import type { ArticleCounts, ArticleRow } from '@galley/shared/api/articles.ts';
import { type Stage, stages } from '@galley/shared/article/stages.ts';
import { VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StageDot } from '../ui/stage-dot.tsx';
import type { ArticleActions } from './article-actions.ts';
import { BoardColumn, ColumnCards } from './board-column.tsx';
import classes from './board-columns.module.css';
import type { BoardView } from './board-view.ts';

interface BoardColumnsProps {
  view: BoardView;
  onStage: (stage: Stage) => void;
  counts: ArticleCounts | undefined;
  actions: ArticleActions;
}

export function BoardColumns(props: BoardColumnsProps) {
  const phone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  return phone ? <OneColumn {...props} /> : <AllColumns {...props} />;
}

function AllColumns({ view, counts, actions }: BoardColumnsProps) {
  const [dragged, setDragged] = useState<ArticleRow | null>(null);
  return (
    <div className={classes.columns} data-tour="board">
      {shownStages(counts).map((stage) => (
        <BoardColumn
          key={stage}
          stage={stage}
          view={view}
          count={counts?.[stage]}
          actions={actions}
          dragged={dragged}
          onDragged={setDragged}
        />
      ))}
    </div>
  );
}

function OneColumn({ view, onStage, counts, actions }: BoardColumnsProps) {
  const { t, i18n } = useTranslation('board');
  const stage = view.stage ?? 'draft';
  return (
    <div className={classes.one}>
      <div className={classes.tabs} role="tablist" aria-label={t('filter.stage')}>
        {shownStages(counts).map((other) => (
          <button
            key={other}
            type="button"
            role="tab"
            id={`stage-${other}`}
            aria-selected={other === stage}
            aria-controls="stage-cards"
            tabIndex={other === stage ? 0 : -1}
            className={classes.tab}
            onClick={() => onStage(other)}
            onKeyDown={(event) => {
              const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
              const next = shownStages(counts)[shownStages(counts).indexOf(stage) + step];
              if (step === 0 || !next) return;
              onStage(next);
              document.getElementById(`stage-${next}`)?.focus();
            }}
          >
            <StageDot stage={other} />
            {t(`stage.${other}`)}
            <span className={classes.count}>{counts?.[other].toLocaleString(i18n.language)}</span>
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id="stage-cards"
        aria-labelledby={`stage-${stage}`}
        className={classes.panel}
        data-tour="board"
      >
        <VisuallyHidden component="h2">{t(`stage.${stage}`)}</VisuallyHidden>
        <ColumnCards key={stage} stage={stage} view={view} actions={actions} onDragged={() => {}} />
      </div>
    </div>
  );
}

/** The usual stages, and the rarer ones where they have articles. */
function shownStages(counts: ArticleCounts | undefined): Stage[] {
  return stages.filter(
    (stage) => (stage !== 'scheduled' && stage !== 'withdrawn') || (counts && counts[stage] > 0),
  );
}
