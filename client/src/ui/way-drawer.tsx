// A drawer that people leave in two ways: by closing it, or by going from it to a place on the page.
import { Drawer, type DrawerProps } from '@mantine/core';
import { useLayoutEffect, useRef } from 'react';

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
