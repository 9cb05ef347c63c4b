// Says to screen readers what happened where the eye would see it.
import { VisuallyHidden } from '@mantine/core';
import { useSyncExternalStore } from 'react';

let text = '';
const listeners = new Set<() => void>();

/** Has a sentence read out. */
export function announce(sentence: string): void {
  text = sentence;
  for (const listener of listeners) listener();
}

/** The place where announcements are read from; one a page. */
export function Announcer() {
  const sentence = useSyncExternalStore(subscribe, () => text);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {sentence}
    </VisuallyHidden>
  );
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
