// Drawers, which give the focus back as dialogs do. Elsewhere the linter refuses Mantine's own.
import { Drawer, type DrawerProps } from '@mantine/core';
import { useReturnFocus } from './use-return-focus.ts';

/**
 * Mantine's `Drawer`, which gives the focus back. Where something in it closes it and puts the focus elsewhere, the focus stays
 * there.
 */
export function SideDrawer(props: DrawerProps) {
  useReturnFocus(props.opened);
  return <Drawer {...props} returnFocus={false} />;
}
