// The publishing panel beside the paper, or over it on phones.
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArticlePlace } from '../publishing/readiness-list.tsx';
import { WayDrawer } from '../ui/way-drawer.tsx';
import { useArticle } from './article-context.ts';
import classes from './article-page.module.css';
import { isLine } from './region-text.ts';

const PublishingPanel = lazy(async () => ({
  default: (await import('../publishing/publishing-panel.tsx')).PublishingPanel,
}));

interface PublishingSideProps {
  opened: boolean;
  phone: boolean;
  onClose: () => void;
  onComments: () => void;
}

export function PublishingSide({ opened, phone, onClose, onComments }: PublishingSideProps) {
  const { t } = useTranslation('editor');
  const { row, desk } = useArticle();
  const goTo = (place: ArticlePlace) => {
    if (phone) onClose();
    if (place === 'comments') onComments();
    else if (place === 'lead')
      document.getElementById('article-head')?.querySelector<HTMLElement>('[data-lead] button')?.focus();
    else void desk.focus(place, isLine(place) ? 'end' : 'start');
  };
  const panel = (
    <Suspense>
      <PublishingPanel article={row.id} onGoTo={goTo} />
    </Suspense>
  );
  if (phone)
    return (
      <WayDrawer
        opened={opened}
        onClose={onClose}
        position="bottom"
        size="85%"
        title={t('panel')}
        closeButtonProps={{ 'aria-label': t('closePanel') }}
      >
        {panel}
      </WayDrawer>
    );
  if (!opened) return null;
  return (
    <aside className={classes.panel} aria-label={t('panel')}>
      {panel}
    </aside>
  );
}
