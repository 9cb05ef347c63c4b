// Short messages at the corner of the page.
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { problemText } from './problem-text.ts';

/** Says that something was done. */
export function showToast(message: ReactNode, options: { id?: string; autoClose?: number } = {}): void {
  notifications.show({ message, autoClose: 5000, ...options });
}

/** Says why something was not done. Fit for a mutation's `onError`. */
export function showProblem(error: unknown): void {
  notifications.show({ message: problemText(error), color: 'red', autoClose: 8000, role: 'alert' });
}

/** Says what of several things was not done. It stays longer than good news. */
export function showWarning(message: ReactNode): void {
  notifications.show({ message, color: 'orange', autoClose: 10_000, role: 'alert' });
}
