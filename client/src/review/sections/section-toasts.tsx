// What was done with sections, in one message however many they are: who acts on one after the other sees it grow.
import type { ActName } from '@galley/shared/api/section-states.ts';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { withAction } from '../../ui/undo-toast.tsx';

interface Shown {
  id: string;
  act: ActName;
  labels: Set<string>;
}

let shown: Shown | null = null;

/** `onUndo` takes back what this call announces; it is offered where nothing else stands in the message. */
export function showSectionsDone(act: ActName, labels: readonly string[], onUndo?: () => unknown): void {
  const joins = shown?.act === act && !onUndo;
  const all = new Set([...(joins ? (shown?.labels ?? []) : []), ...labels]);
  const earlier = shown;
  if (!joins && earlier) notifications.hide(earlier.id);
  const [first] = all;
  const words =
    all.size === 1
      ? i18next.t(`sections:done.${act}`, { section: first ?? '' })
      : i18next.t(`sections:doneMany.${act}`, { count: all.size });
  const id = joins && earlier ? earlier.id : notifications.show({ message: words, autoClose: 6000 });
  shown = { id, act, labels: all };
  notifications.update({
    id,
    autoClose: 6000,
    onClose: () => {
      if (shown?.id === id) shown = null;
    },
    message: onUndo
      ? withAction(words, i18next.t('app:undo'), () => {
          notifications.hide(id);
          onUndo();
        })
      : words,
  });
}
