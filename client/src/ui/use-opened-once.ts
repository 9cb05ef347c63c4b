// What opens over a page is built when it is first opened: closed dialogs are the larger part of what a long page would build.
import { useEffect, useState } from 'react';

/**
 * Whether a dialog is to be there at all, and whether it is to be open. It is there one rendering before it opens for the
 * first time, so that it sees itself open: it then keeps where the focus was, to give it back.
 */
export function useOpenedOnce(opened: boolean): { isThere: boolean; isOpen: boolean } {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    if (opened) setThere(true);
  }, [opened]);
  return { isThere: isThere || opened, isOpen: isThere && opened };
}
