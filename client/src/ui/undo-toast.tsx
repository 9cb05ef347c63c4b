// A message with one thing to do about it, most often to take back what was done.
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import classes from './undo-toast.module.css';

/** Shows the message for a few seconds; the button closes it and runs the action. */
export function showUndo(message: string, action: string, onAction: () => unknown): void {
  const id = notifications.show({
    autoClose: 8000,
    message: (
      <div className={classes.toast}>
        <span>{message}</span>
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            notifications.hide(id);
            onAction();
          }}
        >
          {action}
        </Button>
      </div>
    ),
  });
}
