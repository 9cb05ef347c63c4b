// The way back for the keyboard out of a dialog that is gone as soon as it is closed.
import { useLayoutEffect } from 'react';

/** Gives the focus back to what had it before the component came, once it goes. */
export function useReturnFocus(): void {
  useLayoutEffect(() => {
    const opener = document.activeElement;
    return () => {
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
}
