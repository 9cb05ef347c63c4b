// Says to screen readers what happened where the eye would see it.
import { VisuallyHidden } from '@mantine/core';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const store = createStore(() => ({ sentence: '' }));

/** Has a sentence read out. */
export function announce(sentence: string): void {
  store.setState({ sentence });
}

/** The place where announcements are read from; one a page. */
export function Announcer() {
  const sentence = useStore(store, (state) => state.sentence);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {sentence}
    </VisuallyHidden>
  );
}
