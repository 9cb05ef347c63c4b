// An article on the board.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import { handMoves } from '@galley/shared/article/stages.ts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { articlePath } from '../app/paths.ts';
import { useMay } from '../app/session.tsx';
import { Due } from '../ui/due.tsx';
import type { ArticleActions } from './article-actions.ts';
import classes from './article-card.module.css';
import {
  DueTime,
  LanguageTag,
  LastEdit,
  SiteSectionName,
  TemplateName,
  WhoIsHere,
} from './article-facts.tsx';
import { ArticleMenu } from './article-menu.tsx';
import { SelectBox } from './select-box.tsx';
import { useSelectionOfBoard } from './selection.ts';
import { Assignee, Licences, Progress } from './work-facts.tsx';

interface ArticleCardProps {
  article: ArticleRow;
  actions: ArticleActions;
  /** The list that it stands in. */
  within: readonly ArticleRow[];
  onDragStart?: (article: ArticleRow) => void;
  onDragEnd?: () => void;
}

export function ArticleCard({ article, actions, within, onDragStart, onDragEnd }: ArticleCardProps) {
  const { t } = useTranslation('board');
  const movable =
    useMay('article.settings') && handMoves(article.stage).length > 0 && onDragStart !== undefined;
  return (
    <article
      className={classes.card}
      data-chosen={useSelectionOfBoard()?.chosen.has(article.id) || undefined}
      draggable={movable}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', article.headline || t('untitled'));
        onDragStart?.(article);
      }}
      onDragEnd={onDragEnd}
    >
      <h3 className={classes.headline} lang={article.language}>
        <Link
          to={articlePath(article.id)}
          className={classes.link ?? ''}
          data-untitled={article.headline === '' || undefined}
          draggable={false}
        >
          {article.headline || t('untitled')}
        </Link>
      </h3>
      <SelectBox article={article} within={within} className={classes.select} />
      <ArticleMenu article={article} actions={actions} className={classes.menu} />
      {article.dek && (
        <p className={classes.dek} lang={article.language}>
          {article.dek}
        </p>
      )}
      {article.publishAt !== null && <DueTime at={article.publishAt} />}
      <p className={classes.facts}>
        <span>
          <TemplateName article={article} />
        </span>
        <SiteSectionName article={article} />
        <LanguageTag language={article.language} />
        <span
          title={article.boilerplate > 0 ? t('card.boilerplate', { count: article.boilerplate }) : undefined}
        >
          {t('card.words', { count: article.words })}
        </span>
      </p>
      <p className={classes.work}>
        <Assignee article={article} />
        <Due article={article} />
        <Licences article={article} />
        <Progress article={article} />
      </p>
      <div className={classes.foot}>
        <LastEdit article={article} sign="pencil" />
        <span className={classes.here}>
          <WhoIsHere article={article.id} />
        </span>
      </div>
    </article>
  );
}
