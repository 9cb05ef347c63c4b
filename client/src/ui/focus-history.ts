// What had the focus lately. Whoever closes a dialog goes on where they were before it, also where what opened the dialog, as
// the item of a menu or of the palette, has gone meanwhile.

const most = 30;

/** The one that has or had it last at the end; weak, so that it keeps nothing alive. */
let visited: WeakRef<HTMLElement>[] = [];

/** Begins to note what gets the focus, once for the page. */
export function noteFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    visited = [...visited.filter((one) => one.deref() !== target), new WeakRef(target)].slice(-most);
  });
}

/**
 * Gives a function for when the dialog that is opening now closes: it gives the focus back to what had it last, or failing that
 * to the page's main part. Where somebody has put the focus outside of the dialog by then it stays there.
 */
export function wayBack(): () => void {
  const before = visited;
  return () => {
    const last =
      before.findLast((one) => takesFocus(one.deref()))?.deref() ?? document.getElementById('main');
    const { activeElement } = document;
    const isLost = activeElement === null || activeElement === document.body;
    const dialog = activeElement?.closest('[role="dialog"]');
    if (isLost || (dialog && !dialog.contains(last))) last?.focus({ preventScroll: true });
  };
}

function takesFocus(element: HTMLElement | undefined): boolean {
  if (!element?.isConnected || element.matches(':disabled') || element.closest('[inert]')) return false;
  // What a menu or dialog shows that is closing has no future.
  if (element.closest('[role="menu"], [role="listbox"]')) return false;
  return element.getClientRects().length > 0;
}
