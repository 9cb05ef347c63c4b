// An article on the board.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import { handMoves } from '@galley/shared/article/stages.ts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../app/session.tsx';
import type { ArticleActions } from './article-actions.ts';
import classes from './article-card.module.css';
import { DueTime, LanguageTag, LastEdit, TemplateName, WhoIsHere } from './article-facts.tsx';
import { ArticleMenu } from './article-menu.tsx';

interface ArticleCardProps {
  article: ArticleRow;
  actions: ArticleActions;
  onDragStart?: (article: ArticleRow) => void;
  onDragEnd?: () => void;
}

export function ArticleCard({ article, actions, onDragStart, onDragEnd }: ArticleCardProps) {
  const { t } = useTranslation('desk');
  const movable =
    useMay('article.settings') && handMoves(article.stage).length > 0 && onDragStart !== undefined;
  return (
    <article
      className={classes.card}
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
          to={`/articles/${article.id}`}
          className={classes.link ?? ''}
          data-untitled={article.headline === '' || undefined}
          draggable={false}
        >
          {article.headline || t('untitled')}
        </Link>
      </h3>
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
        <LanguageTag language={article.language} />
        <span>{t('card.words', { count: article.words })}</span>
      </p>
      <div className={classes.foot}>
        <LastEdit article={article} />
        <span className={classes.here}>
          <WhoIsHere article={article.id} />
        </span>
      </div>
    </article>
  );
}
