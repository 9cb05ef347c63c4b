// What can be done with the selected articles, in a bar over the board. One message says how many were done, and takes all
// of it back.
import type { ArticleChange, ArticleRow } from '@galley/shared/api/articles.ts';
import { Button, CloseButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArchive, IconArchiveOff, IconCalendarDue, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/session.tsx';
import { AssignDialog } from '../review/assign-dialog.tsx';
import { useChangeMany } from './article-actions.ts';
import type { Selection } from './selection.ts';
import classes from './selection-bar.module.css';

export function SelectionBar({ selection, archived }: { selection: Selection; archived: boolean }) {
  const { t } = useTranslation('desk');
  const mayAssign = useMay('article.settings') && !archived;
  const mayArchive = useMay('article.archive');
  const [asking, setAsking] = useState<'owner' | 'due' | null>(null);
  const { change, isPending } = useChangeMany();
  const chosen = [...selection.chosen.values()];
  const count = chosen.length;
  // Also from a checkbox; in other fields the key is the field's.
  const onEscape = ({ target }: KeyboardEvent) => {
    const inField = target instanceof HTMLInputElement && target.type !== 'checkbox';
    if (count > 0 && asking === null && !inField) selection.clear();
  };
  useHotkeys([['Escape', onEscape, { preventDefault: false }]], []);
  if (count === 0) return null;

  const perform = (body: ArticleChange, done: 'assigned' | 'dated' | 'archived' | 'restored') => {
    setAsking(null);
    void change(chosen, body, done).then(selection.clear);
  };
  const icon = { size: 16, stroke: 1.75 };
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('select.bar')}>
      <span className={classes.count} role="status">
        {t('select.count', { count })}
      </span>
      {mayAssign && (
        <>
          <Button
            size="compact-md"
            className={classes.act ?? ''}
            variant="default"
            leftSection={<IconUser {...icon} />}
            disabled={isPending}
            onClick={() => setAsking('owner')}
          >
            {t('select.assign')}
          </Button>
          <Button
            size="compact-md"
            className={classes.act ?? ''}
            variant="default"
            leftSection={<IconCalendarDue {...icon} />}
            disabled={isPending}
            onClick={() => setAsking('due')}
          >
            {t('select.due')}
          </Button>
        </>
      )}
      {mayArchive && (
        <Button
          size="compact-md"
          className={classes.act ?? ''}
          variant="default"
          leftSection={archived ? <IconArchiveOff {...icon} /> : <IconArchive {...icon} />}
          loading={isPending}
          onClick={() => perform({ archived: !archived }, archived ? 'restored' : 'archived')}
        >
          {t(archived ? 'menu.restore' : 'menu.archive')}
        </Button>
      )}
      <CloseButton className={classes.close ?? ''} aria-label={t('select.clear')} onClick={selection.clear} />
      {asking && (
        <AssignDialog
          title={t(`select.title.${asking}`, { count })}
          only={asking}
          owner={sameOf(chosen, ({ assignee }) => assignee)}
          dueAt={sameOf(chosen, ({ dueAt }) => dueAt)}
          pending={isPending}
          onClose={() => setAsking(null)}
          onAssign={({ owner, dueAt }) =>
            asking === 'owner' ? perform({ assignee: owner }, 'assigned') : perform({ dueAt }, 'dated')
          }
        />
      )}
    </div>
  );
}

/** What all of them have; null where they differ. */
function sameOf<Value>(articles: readonly ArticleRow[], read: (article: ArticleRow) => Value): Value | null {
  const [first] = articles;
  if (!first) return null;
  const value = read(first);
  return articles.every((article) => read(article) === value) ? value : null;
}
