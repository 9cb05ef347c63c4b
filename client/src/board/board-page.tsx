// The desk: all articles, as columns by stage or as a table.
import type { ArticleCounts } from '@galley/shared/api/articles.ts';
import { Button } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { meantQuery } from '../app/articles.ts';
import { useMay } from '../app/session.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { part } from '../ui/part.ts';
import { useArticleActions } from './article-actions.ts';
import { articleCountsQuery } from './article-lists.ts';
import { BoardBar } from './board-bar.tsx';
import { BoardColumns } from './board-columns.tsx';
import classes from './board-page.module.css';
import { BoardTable } from './board-table.tsx';
import { type BoardView, isFiltered, noFilters, questionOf, useBoardView } from './board-view.ts';
import { NewArticleDialog } from './new-article-dialog.tsx';
import { SelectionContext, useSelection } from './selection.ts';
import { SelectionBar } from './selection-bar.tsx';

const ImportDialog = part(async () => (await import('../imports/import-dialog.tsx')).ImportDialog);

/** Which dialog the URL opens over the board, so that the palette can open it from everywhere. */
type BoardDialog = 'new' | 'import';

export function BoardPage() {
  const { t } = useTranslation('board');
  const [view, changeView] = useBoardView();
  const [dialog, setDialog] = useBoardDialog();
  const { data: counts } = useQuery(articleCountsQuery(questionOf(view, null)));
  const actions = useArticleActions();
  const mayCreate = useMay('article.create');
  const selection = useSelection(JSON.stringify([view.layout, view.stage, questionOf(view, null)]));
  const maySelect = [useMay('article.settings'), useMay('article.archive')].includes(true);
  const total = counts && shownTotal(view, counts);

  return (
    <div className={classes.page}>
      <PageTitle>{t(view.archived ? 'archiveTitle' : 'title')}</PageTitle>
      <div className={classes.head}>
        <h1 className={classes.title}>{t(view.archived ? 'archiveTitle' : 'title')}</h1>
        {mayCreate && (
          <div className={classes.buttons} data-tour="new">
            <Button
              variant="default"
              className={classes.import ?? ''}
              leftSection={<IconFileImport size={17} stroke={1.8} />}
              aria-label={t('import')}
              onClick={() => setDialog('import')}
            >
              <span className={classes.importLabel}>{t('import')}</span>
            </Button>
            <Button leftSection={<IconPlus size={17} stroke={2} />} onClick={() => setDialog('new')}>
              {t('newArticle')}
            </Button>
          </div>
        )}
      </div>
      <BoardBar view={view} onChange={changeView} />
      <SelectionContext value={maySelect ? selection : null}>
        {total === 0 ? (
          <Nothing view={view} onChange={changeView} onNew={mayCreate ? () => setDialog('new') : undefined} />
        ) : view.layout === 'table' ? (
          <BoardTable view={view} onChange={changeView} actions={actions} />
        ) : (
          <BoardColumns
            view={view}
            onStage={(stage) => changeView({ stage }, 'replace')}
            counts={counts}
            actions={actions}
          />
        )}
        {maySelect && <SelectionBar selection={selection} archived={view.archived} />}
      </SelectionContext>
      <NewArticleDialog opened={dialog === 'new'} onClose={() => setDialog(null)} />
      {dialog === 'import' && (
        <Suspense fallback={null}>
          <ImportDialog opened onClose={() => setDialog(null)} target={{ type: 'new' }} />
        </Suspense>
      )}
    </div>
  );
}

/** How many articles the view shows: the table may be of one stage only. */
function shownTotal(view: BoardView, counts: ArticleCounts): number {
  if (view.layout === 'table' && view.stage) return counts[view.stage];
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

interface NothingProps {
  view: BoardView;
  onChange: (change: Partial<BoardView>) => void;
  onNew: (() => void) | undefined;
}

/** In place of a board without articles: why there are none, and what to do about it. */
function Nothing({ view, onChange, onNew }: NothingProps) {
  const { t } = useTranslation('board');
  const question = questionOf(view, view.layout === 'table' ? view.stage : null);
  const meant = useQuery({ ...meantQuery(question), enabled: view.query !== '' }).data?.query;
  if (isFiltered(view) || view.stage)
    return (
      <EmptyBoard title={t('empty.results')} text={t('empty.resultsText')}>
        {meant && (
          <p className={classes.meant}>
            {t('empty.meant')}{' '}
            <Button size="compact-sm" variant="light" onClick={() => onChange({ query: meant })}>
              {meant}
            </Button>
          </p>
        )}
        <Button variant="default" onClick={() => onChange(noFilters)}>
          {t('filter.clear')}
        </Button>
      </EmptyBoard>
    );
  if (view.archived)
    return (
      <EmptyBoard title={t('empty.archive')} text={t('empty.archiveText')}>
        <Button variant="default" onClick={() => onChange({ archived: false })}>
          {t('view.leaveArchive')}
        </Button>
      </EmptyBoard>
    );
  return (
    <EmptyBoard title={t('empty.desk')} text={t(onNew ? 'empty.deskText' : 'empty.deskReader')}>
      {onNew && <Button onClick={onNew}>{t('newArticle')}</Button>}
    </EmptyBoard>
  );
}

function EmptyBoard({ title, text, children }: { title: string; text: string; children: React.ReactNode }) {
  return (
    <div className={classes.empty} role="status">
      <EmptySheet />
      <h2 className={classes.emptyTitle}>{title}</h2>
      <p className={classes.emptyText}>{text}</p>
      {children}
    </div>
  );
}

/** A blank galley proof with a proofreader's caret. */
function EmptySheet() {
  return (
    <svg viewBox="0 0 96 112" width="84" height="98" aria-hidden="true" className={classes.sheet}>
      <rect x="18" y="8" width="70" height="92" rx="5" className={classes.sheetBack} />
      <rect x="8" y="14" width="70" height="92" rx="5" className={classes.sheetFront} />
      <path d="M22 34h42M22 46h42M22 58h26" className={classes.sheetLine} />
      <path d="m52 70 7-9 7 9" className={classes.sheetCaret} />
    </svg>
  );
}

function useBoardDialog(): [BoardDialog | null, (dialog: BoardDialog | null) => void] {
  const [params, setParams] = useSearchParams();
  const named = params.get('dialog');
  const mayCreate = useMay('article.create');
  const dialog = mayCreate && (named === 'new' || named === 'import') ? named : null;
  return [
    dialog,
    (next) =>
      setParams(
        (current) => {
          const changed = new URLSearchParams(current);
          if (next) changed.set('dialog', next);
          else changed.delete('dialog');
          return changed;
        },
        { replace: next === null },
      ),
  ];
}
