// The article's stage, and the moves that a person may make by hand.
import { type HandStage, handMoves, handStages } from '@galley/shared/article/stages.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Button, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/session.tsx';
import { showProblem } from '../app/toasts.ts';
import { useArticle } from '../editor/article-context.ts';
import { StageDot } from '../ui/stage-dot.tsx';
import { Part } from './part.tsx';
import { useArticleChange } from './publication.ts';
import classes from './stage-switch.module.css';

export function StageSwitch({ article }: { article: ArticleId }) {
  const { t } = useTranslation(['publishing', 'board']);
  const { row } = useArticle();
  const mayMove = useMay('article.settings') && row.archivedAt === null;
  const moves = handMoves(row.stage);
  const change = useArticleChange(article);
  const moveTo = (stage: HandStage) => change.mutate({ stage }, { onError: showProblem });
  const shown = change.isPending ? (change.variables.stage ?? row.stage) : row.stage;

  return (
    <Part title={t('stage.title')}>
      {mayMove && isHandStage(shown) && moves.length > 0 ? (
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('stage.title')}
          value={shown}
          onChange={(stage) => isHandStage(stage) && moveTo(stage)}
          data={handStages.map((stage) => ({
            value: stage,
            label: (
              <span className={classes.choice}>
                <StageDot stage={stage} />
                {t(`board:stage.${stage}`)}
              </span>
            ),
          }))}
        />
      ) : (
        <div className={classes.row}>
          <span className={classes.stage}>
            <StageDot stage={row.stage} size={16} />
            {t(`board:stage.${row.stage}`)}
          </span>
          {mayMove &&
            moves.map((stage) => (
              <Button
                key={stage}
                size="compact-sm"
                variant="default"
                loading={change.isPending}
                onClick={() => moveTo(stage)}
              >
                {t('stage.back', { stage: t(`board:stage.${stage}`) })}
              </Button>
            ))}
        </div>
      )}
    </Part>
  );
}

function isHandStage(stage: string): stage is HandStage {
  return handStages.some((one) => one === stage);
}
