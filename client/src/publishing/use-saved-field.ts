// A field that is saved when it is left, or by Enter.
import { type ChangeEvent, type KeyboardEvent, useState } from 'react';

/** What the field shows and does; `onSave` calls back once what was typed is saved. Until then that stays in the field. */
export function useSavedField(saved: string, onSave: (value: string, onDone: () => void) => void) {
  /** What is typed and not saved yet; a date that is half typed is empty for its field. */
  const [draft, setDraft] = useState<string | null>(null);
  const save = () => {
    if (draft === saved) setDraft(null);
    else if (draft !== null) onSave(draft, () => setDraft(null));
  };
  return {
    isTyped: draft !== null,
    field: {
      value: draft ?? saved,
      onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
        setDraft(event.currentTarget.value),
      onBlur: save,
      onKeyDown: (event: KeyboardEvent) => {
        // Enter that ends an input method's composition belongs to that.
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        // Also in a field of several lines: what it holds is one.
        event.preventDefault();
        save();
      },
    },
  };
}
