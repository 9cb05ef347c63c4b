// What can be done with the selected articles, in a bar over the board. One message says how many were done, and takes all
// of it back.
import type { ArticleRow, SharedChange } from '@galley/shared/api/articles.ts';
import { handStages } from '@galley/shared/article/stages.ts';
import { Button, CloseButton, Menu } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import {
  IconArchive,
  IconArchiveOff,
  IconArrowRight,
  IconCalendarDue,
  IconFolder,
  IconUser,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/session.tsx';
import { siteSectionsQuery } from '../app/site-sections.ts';
import { showProblem } from '../app/toasts.ts';
import { AssignDialog } from '../review/assign-dialog.tsx';
import { LazyMenu } from '../ui/lazy-menu.tsx';
import { StageDot } from '../ui/stage-dot.tsx';
import { useChangeMany } from './change-many.tsx';
import type { Selection } from './selection.ts';
import classes from './selection-bar.module.css';

export function SelectionBar({ selection, archived }: { selection: Selection; archived: boolean }) {
  const { t } = useTranslation('board');
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

  const perform = (
    body: SharedChange,
    done: 'assigned' | 'dated' | 'archived' | 'restored' | 'moved' | 'placed',
  ) => {
    setAsking(null);
    // What was refused stays selected.
    change(chosen, body, (of) => t(`done.many.${done}`, { count: of }))
      .then((changed) => selection.setAll(changed, false))
      .catch(showProblem);
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
            {...act}
            leftSection={<IconUser {...icon} />}
            disabled={isPending}
            onClick={() => setAsking('owner')}
          >
            {t('select.assign')}
          </Button>
          <Button
            {...act}
            leftSection={<IconCalendarDue {...icon} />}
            disabled={isPending}
            onClick={() => setAsking('due')}
          >
            {t('select.due')}
          </Button>
          <LazyMenu
            position="top"
            target={
              <Button {...act} leftSection={<IconArrowRight {...icon} />} disabled={isPending}>
                {t('select.move')}
              </Button>
            }
          >
            {handStages.map((stage) => (
              <Menu.Item
                key={stage}
                leftSection={<StageDot stage={stage} />}
                onClick={() => perform({ stage }, 'moved')}
              >
                {t(`stage.${stage}`)}
              </Menu.Item>
            ))}
          </LazyMenu>
          <SectionMenu disabled={isPending} onChoose={(siteSection) => perform({ siteSection }, 'placed')} />
        </>
      )}
      {mayArchive && (
        <Button
          {...act}
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

/** How each act of the bar looks. */
const act = { size: 'compact-md', className: classes.act ?? '', variant: 'default' } as const;

interface SectionMenuProps {
  disabled: boolean;
  onChoose: (section: ArticleRow['siteSection']) => void;
}

/** The sections of the site; nothing where it has none. */
function SectionMenu({ disabled, onChoose }: SectionMenuProps) {
  const { t } = useTranslation('board');
  const { data: sections = [] } = useQuery(siteSectionsQuery);
  if (sections.length === 0) return null;
  return (
    <LazyMenu
      position="top"
      target={
        <Button {...act} leftSection={<IconFolder size={16} stroke={1.75} />} disabled={disabled}>
          {t('select.section')}
        </Button>
      }
    >
      {sections.map(({ id, name }) => (
        <Menu.Item key={id} onClick={() => onChoose(id)}>
          {name}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item onClick={() => onChoose(null)}>{t('select.noSection')}</Menu.Item>
    </LazyMenu>
  );
}

/** What all of them have; null where they differ. */
function sameOf<Value>(articles: readonly ArticleRow[], read: (article: ArticleRow) => Value): Value | null {
  const [first] = articles;
  if (!first) return null;
  const value = read(first);
  return articles.every((article) => read(article) === value) ? value : null;
}
