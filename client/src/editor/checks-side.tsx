// The checks beside the paper, or over it on phones.
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { WayDrawer } from '../ui/way-drawer.tsx';
import classes from './article-page.module.css';

const ChecksPanel = lazy(async () => ({ default: (await import('../checks/checks-panel.tsx')).ChecksPanel }));

interface ChecksSideProps {
  opened: boolean;
  phone: boolean;
  onClose: () => void;
}

export function ChecksSide({ opened, phone, onClose }: ChecksSideProps) {
  const { t } = useTranslation('checks');
  if (phone)
    return (
      <WayDrawer
        opened={opened}
        onClose={onClose}
        position="bottom"
        size="85%"
        title={t('title')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Suspense>
          <ChecksPanel onGone={onClose} />
        </Suspense>
      </WayDrawer>
    );
  if (!opened) return null;
  return (
    <aside className={classes.panel} aria-label={t('title')}>
      <Suspense>
        <ChecksPanel />
      </Suspense>
    </aside>
  );
}
