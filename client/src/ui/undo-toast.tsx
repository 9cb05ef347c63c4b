// A message with one thing to do about it, most often to take back what was done.
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import classes from './undo-toast.module.css';

/** Shows the message for a few seconds; the button closes it and runs the action. Gives the message's id. */
export function showUndo(
  message: ReactNode,
  action: string,
  onAction: () => unknown,
  options: { onClose?: () => void } = {},
): string {
  const id = notifications.show({
    autoClose: 8000,
    ...options,
    message: withAction(message, action, () => {
      notifications.hide(id);
      onAction();
    }),
  });
  return id;
}

/** A message with a button beside it. */
export function withAction(message: ReactNode, action: string, onAction: () => void): ReactNode {
  return (
    <div className={classes.toast}>
      <div>{message}</div>
      <Button size="compact-sm" variant="subtle" onClick={onAction}>
        {action}
      </Button>
    </div>
  );
}
