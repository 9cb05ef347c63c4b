// The way back for the keyboard out of whatever opens over the page.
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { wayBack } from './focus-history.ts';

/** Gives the focus back to what had it before, once what was opened closes or goes. */
export function useReturnFocus(opened: boolean): void {
  const back = useRef<(() => void) | null>(null);
  useLayoutEffect(() => {
    // Not as the effect's end: React puts the focus back into what is still fading out after those.
    if (opened) back.current ??= wayBack();
    else take(back);
  }, [opened]);
  useLayoutEffect(() => () => take(back), []);
}

function take(back: RefObject<(() => void) | null>): void {
  back.current?.();
  back.current = null;
}
