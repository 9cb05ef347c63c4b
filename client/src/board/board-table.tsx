// The board as a table: all stages in one list, sorted by a click on a heading.
import type { ArticleRow, articleSorts } from '@galley/shared/api/articles.ts';
import { Checkbox, Skeleton, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { articlePath } from '../app/paths.ts';
import { Due } from '../ui/due.tsx';
import { LoadFailed } from '../ui/load-failed.tsx';
import { StageDot } from '../ui/stage-dot.tsx';
import type { ArticleActions } from './article-actions.ts';
import { LanguageTag, LastEdit, SiteSectionName, TemplateName, WhoIsHere } from './article-facts.tsx';
import { ArticleMenu } from './article-menu.tsx';
import classes from './board-table.module.css';
import { type BoardView, naturalDirection, questionOf } from './board-view.ts';
import { SelectBox } from './select-box.tsx';
import { useSelectionOfBoard } from './selection.ts';
import { useEndless } from './use-endless.ts';
import { Assignee, Licences, Progress } from './work-facts.tsx';

interface BoardTableProps {
  view: BoardView;
  onChange: (change: Partial<BoardView>) => void;
  actions: ArticleActions;
}

const rowHeight = 56;

export function BoardTable({ view, onChange, actions }: BoardTableProps) {
  const { t } = useTranslation('board');
  const { list, article, articles, rows, virtualizer, setScroller } = useEndless(
    questionOf(view, view.stage),
    {
      estimate: rowHeight,
    },
  );
  const selection = useSelectionOfBoard();
  const chosen = articles.filter(({ id }) => selection?.chosen.has(id)).length;
  const before = rows[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (rows.at(-1)?.end ?? 0);

  if (list.isError && articles.length === 0)
    return (
      <LoadFailed className={classes.failed} onRetry={() => list.refetch()}>
        {t('failed')}
      </LoadFailed>
    );

  const heading = (column: (typeof articleSorts)[number], label: string, className?: string) => (
    <SortableHeading column={column} label={label} className={className} view={view} onChange={onChange} />
  );
  return (
    <div className={classes.frame} data-tour="board">
      <div ref={setScroller} className={classes.scroller}>
        <table className={classes.table} aria-label={t('table.caption')} aria-busy={list.isPending}>
          <thead>
            <tr>
              {selection && (
                <th scope="col" className={classes.selectColumn}>
                  <Checkbox
                    size="sm"
                    aria-label={t('select.all')}
                    checked={articles.length > 0 && chosen === articles.length}
                    indeterminate={chosen > 0 && chosen < articles.length}
                    onChange={(event) => selection.setAll(articles, event.currentTarget.checked)}
                  />
                </th>
              )}
              {heading('headline', t('table.headline'), classes.headlineColumn)}
              <th scope="col" className={classes.stageColumn}>
                {t('table.stage')}
              </th>
              <th scope="col" className={classes.assigneeColumn}>
                {t('table.assignee')}
              </th>
              {heading('due', t('table.due'), classes.dueColumn)}
              <th scope="col" className={classes.progressColumn}>
                {t('table.progress')}
              </th>
              <th scope="col" className={classes.templateColumn}>
                {t('table.template')}
              </th>
              <th scope="col" className={classes.languageColumn}>
                <VisuallyHidden>{t('table.language')}</VisuallyHidden>
              </th>
              {heading('words', t('table.words'), classes.wordsColumn)}
              {heading('edited', t('table.edited'), classes.editedColumn)}
              <th scope="col" className={classes.hereColumn}>
                {t('table.here')}
              </th>
              <th scope="col" className={classes.actionsColumn}>
                <VisuallyHidden>{t('table.actions')}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.isPending && <SkeletonRows />}
            {before > 0 && <Spacer height={before} />}
            {rows.map((row) => {
              const shown = article(row.index);
              return shown && <Row key={row.key} article={shown} within={articles} actions={actions} />;
            })}
            {after > 0 && <Spacer height={after} />}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface RowProps {
  article: ArticleRow;
  within: readonly ArticleRow[];
  actions: ArticleActions;
}

function Row({ article, within, actions }: RowProps) {
  const { t, i18n } = useTranslation('board');
  const selection = useSelectionOfBoard();
  const isTaken = article.assignee !== null || article.dueAt !== null;
  return (
    <tr className={classes.row} data-chosen={selection?.chosen.has(article.id) || undefined}>
      {selection && (
        <td className={classes.selectColumn}>
          <SelectBox article={article} within={within} />
        </td>
      )}
      <th scope="row" className={classes.headlineColumn}>
        <Link
          to={articlePath(article.id)}
          className={classes.headline ?? ''}
          lang={article.language}
          data-untitled={article.headline === '' || undefined}
        >
          {article.headline || t('untitled')}
        </Link>
        <span className={classes.dek}>
          <SiteSectionName article={article} />
          <span lang={article.language}>{article.dek}</span>
        </span>
        <span className={classes.phoneFacts}>
          <StageDot stage={article.stage} size={12} />
          {t(`stage.${article.stage}`)}
          {isTaken ? (
            <>
              <Assignee article={article} />
              <Due article={article} />
            </>
          ) : (
            <>
              <span>·</span>
              <TemplateName article={article} />
              <span>·</span>
              <LastEdit article={article} />
            </>
          )}
        </span>
      </th>
      <td className={classes.stageColumn}>
        <span className={classes.stage}>
          <StageDot stage={article.stage} />
          {t(`stage.${article.stage}`)}
        </span>
      </td>
      <td className={classes.assigneeColumn}>
        <Assignee article={article} />
      </td>
      <td className={classes.dueColumn}>
        <Due article={article} />
      </td>
      <td className={classes.progressColumn}>
        <span className={classes.progress}>
          <Licences article={article} />
          <Progress article={article} />
        </span>
      </td>
      <td className={classes.templateColumn}>
        <TemplateName article={article} />
      </td>
      <td className={classes.languageColumn}>
        <LanguageTag language={article.language} />
      </td>
      <td className={classes.wordsColumn}>{article.words.toLocaleString(i18n.language)}</td>
      <td className={classes.editedColumn}>
        <LastEdit article={article} />
      </td>
      <td className={classes.hereColumn}>
        <WhoIsHere article={article.id} />
      </td>
      <td className={classes.actionsColumn}>
        <ArticleMenu article={article} actions={actions} className={classes.menu} />
      </td>
    </tr>
  );
}

interface SortableHeadingProps {
  column: (typeof articleSorts)[number];
  label: string;
  className?: string | undefined;
  view: BoardView;
  onChange: (change: Partial<BoardView>) => void;
}

function SortableHeading({ column, label, className, view, onChange }: SortableHeadingProps) {
  const sorted = view.sort === column;
  const Arrow = view.direction === 'ascending' ? IconArrowUp : IconArrowDown;
  const opposite = view.direction === 'ascending' ? 'descending' : 'ascending';
  return (
    <th scope="col" className={className} aria-sort={sorted ? view.direction : undefined}>
      <UnstyledButton
        className={classes.sortButton ?? ''}
        onClick={() => onChange({ sort: column, direction: sorted ? opposite : naturalDirection(column) })}
      >
        {label}
        {sorted && <Arrow size={13} stroke={2} aria-hidden />}
      </UnstyledButton>
    </th>
  );
}

function Spacer({ height }: { height: number }) {
  return (
    <tr aria-hidden>
      <td style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

function SkeletonRows() {
  return Array.from({ length: 8 }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rows without content and without state
    <tr key={index} className={classes.row}>
      <td>
        <Skeleton height={14} width={`${70 - (index % 4) * 12}%`} />
      </td>
    </tr>
  ));
}
