// A question before something is done that is not easily taken back.
import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';
import { useReturnFocus } from './use-return-focus.ts';

/** Asks in a dialog, which gives the focus back. Elsewhere the linter refuses Mantine's own. */
export function askFirst({ children, ...question }: Parameters<typeof modals.openConfirmModal>[0]): void {
  modals.openConfirmModal({ ...question, children: <WithWayBack>{children}</WithWayBack> });
}

/** Is there as long as the dialog around it. */
function WithWayBack({ children }: { children: ReactNode }) {
  useReturnFocus(true);
  return children;
}
