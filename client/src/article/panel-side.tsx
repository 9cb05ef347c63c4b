// What stands beside the paper in a panel, or over it on phones.
import { type ReactNode, Suspense } from 'react';
import { SideDrawer } from '../ui/drawers.tsx';
import classes from './article-page.module.css';

interface PanelSideProps {
  opened: boolean;
  phone: boolean;
  title: string;
  /** The name of the button that closes it on phones. */
  closeLabel: string;
  onClose: () => void;
  /** May load when it is first shown. */
  children: ReactNode;
}

export function PanelSide({ opened, phone, title, closeLabel, onClose, children }: PanelSideProps) {
  const panel = <Suspense>{children}</Suspense>;
  if (phone)
    return (
      <SideDrawer
        opened={opened}
        onClose={onClose}
        position="bottom"
        size="85%"
        title={title}
        closeButtonProps={{ 'aria-label': closeLabel }}
      >
        {panel}
      </SideDrawer>
    );
  if (!opened) return null;
  return (
    <aside className={classes.panel} aria-label={title}>
      {panel}
    </aside>
  );
}
