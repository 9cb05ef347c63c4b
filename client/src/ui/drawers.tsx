// Drawers, which give the focus back as dialogs do. Elsewhere the linter refuses Mantine's own.
import { Drawer, type DrawerProps } from '@mantine/core';
import { useLayoutEffect, useRef } from 'react';
import { useReturnFocus } from './use-return-focus.ts';

/** Mantine's `Drawer`, which gives the focus back. */
export function SideDrawer(props: DrawerProps) {
  useReturnFocus(props.opened);
  return <Drawer {...props} returnFocus={false} />;
}
/**
 * A drawer whose opener gets the focus back when the person closes it. Where something in it closes it by `opened` and
 * puts the focus elsewhere, the focus stays there.
 */
export function WayDrawer({ opened, onClose, ...rest }: DrawerProps) {
  const opener = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (opened) opener.current = document.activeElement;
  }, [opened]);
  const close = () => {
    onClose();
    if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
  };
  return <Drawer opened={opened} onClose={close} returnFocus={false} {...rest} />;
}
