// The menu of an article on the board.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import { handMoves } from '@galley/shared/article/stages.ts';
import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconArchive,
  IconArchiveOff,
  IconCopy,
  IconDots,
  IconExternalLink,
  IconUser,
  IconWorld,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useHref } from 'react-router';
import { articlePath } from '../app/paths.ts';
import { useMay } from '../app/session.tsx';
import { AssignDialog } from '../review/assign-dialog.tsx';
import { LazyMenu } from '../ui/lazy-menu.tsx';
import { StageDot } from '../ui/stage-dot.tsx';
import type { ArticleActions } from './article-actions.ts';

interface ArticleMenuProps {
  article: ArticleRow;
  actions: ArticleActions;
  className?: string | undefined;
}

export function ArticleMenu({ article, actions, className }: ArticleMenuProps) {
  const { t } = useTranslation('board');
  const mayCreate = useMay('article.create');
  const mayArchive = useMay('article.archive');
  const mayAssign = useMay('article.settings') && article.archivedAt === null;
  const [isAssigning, assigning] = useDisclosure();
  const moves = useMay('article.settings') && article.archivedAt === null ? handMoves(article.stage) : [];
  const href = useHref(articlePath(article.id));
  const icon = { size: 16, stroke: 1.75 };

  return (
    <>
      <LazyMenu
        position="bottom-end"
        width={220}
        target={
          <ActionIcon
            size="sm"
            className={className ?? ''}
            aria-label={t('card.actions', { headline: article.headline || t('untitled') })}
          >
            <IconDots size={16} stroke={1.75} />
          </ActionIcon>
        }
      >
        <Menu.Item component="a" href={href} target="_blank" leftSection={<IconExternalLink {...icon} />}>
          {t('menu.openTab')}
        </Menu.Item>
        {article.stage === 'published' && article.slug && (
          <Menu.Item
            component="a"
            href={`/articles/${article.slug}`}
            target="_blank"
            leftSection={<IconWorld {...icon} />}
          >
            {t('menu.viewPublic')}
          </Menu.Item>
        )}
        {mayCreate && (
          <Menu.Item leftSection={<IconCopy {...icon} />} onClick={() => actions.duplicate(article)}>
            {t('menu.duplicate')}
          </Menu.Item>
        )}
        {moves.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Label>{t('menu.moveTo')}</Menu.Label>
            {moves.map((stage) => (
              <Menu.Item
                key={stage}
                leftSection={<StageDot stage={stage} />}
                onClick={() => actions.moveTo(article, stage)}
              >
                {t(`stage.${stage}`)}
              </Menu.Item>
            ))}
          </>
        )}
        {mayAssign && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconUser {...icon} />} onClick={assigning.open}>
              {t('menu.assign')}
            </Menu.Item>
          </>
        )}
        {mayArchive && <Menu.Divider />}
        {mayArchive &&
          (article.archivedAt === null ? (
            <Menu.Item leftSection={<IconArchive {...icon} />} onClick={() => actions.archive(article)}>
              {t('menu.archive')}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconArchiveOff {...icon} />} onClick={() => actions.restore(article)}>
              {t('menu.restore')}
            </Menu.Item>
          ))}
      </LazyMenu>
      {isAssigning && (
        <AssignDialog
          title={t('assign.title', { headline: article.headline || t('untitled') })}
          owner={article.assignee}
          dueAt={article.dueAt}
          pending={false}
          onClose={assigning.close}
          onAssign={({ owner, dueAt }) => {
            assigning.close();
            actions.assign(article, { assignee: owner, dueAt });
          }}
        />
      )}
    </>
  );
}
