// The one way to open a dialog: whoever closes it goes on where they were. Elsewhere the linter refuses Mantine's own.
import { Modal, type ModalProps, type ModalRootProps } from '@mantine/core';
import { useReturnFocus } from './use-return-focus.ts';

/** Mantine's `Modal`, which gives the focus back. */
export function Dialog(props: ModalProps) {
  useReturnFocus(props.opened);
  return <Modal {...props} returnFocus={false} />;
}

/** A dialog without title and close button, to be put together of the parts below. */
export function BareDialog(props: ModalRootProps) {
  useReturnFocus(props.opened);
  return <Modal.Root {...props} returnFocus={false} />;
}

/** What lies over the page behind a dialog; a part of `BareDialog`. */
export const DialogOverlay = Modal.Overlay;
/** The dialog itself, which holds the focus while it is open. */
export const DialogContent = Modal.Content;
/** What stands below a dialog’s head. */
export const DialogBody = Modal.Body;
/** Around dialogs of which one opens over the other. */
export const DialogStack = Modal.Stack;
