// What had the focus lately. Whoever closes a dialog goes on where they were before it, also where what opened the dialog, as
// the item of a menu or of the palette, has gone meanwhile.

const most = 30;

/** The one that has or had it last at the end; weak, so that it keeps nothing alive. */
let visited: WeakRef<HTMLElement>[] = [];

/** One end of a selection, and what stood there then. */
interface End {
  node: Node;
  offset: number;
  text: string | null;
}

/** The selections that texts had as they lost the focus. A browser begins anew at the start of a text that is focused. */
const selections = new WeakMap<HTMLElement, { anchor: End; head: End }>();

/** Begins to note what gets the focus, and where the caret was in what loses it, once for the page. */
export function noteFocus(): void {
  document.addEventListener('focusout', ({ target }) => {
    if (!(target instanceof HTMLElement) || !target.isContentEditable) return;
    const { anchorNode, anchorOffset = 0, focusNode, focusOffset = 0 } = getSelection() ?? {};
    if (anchorNode && focusNode && target.contains(anchorNode))
      selections.set(target, {
        anchor: { node: anchorNode, offset: anchorOffset, text: anchorNode.textContent },
        head: { node: focusNode, offset: focusOffset, text: focusNode.textContent },
      });
  });
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
    if (last && (isLost || (dialog && !dialog.contains(last)))) focus(last);
  };
}

/** Focuses an element; in a text the selection is at once what it was, unless others have written there meanwhile. */
function focus(element: HTMLElement): void {
  element.focus({ preventScroll: true });
  const selection = selections.get(element);
  if (!selection) return;
  const { anchor, head } = selection;
  const isThere = ({ node, text }: End) => element.contains(node) && node.textContent === text;
  if (!isThere(anchor) || !isThere(head)) return;
  getSelection()?.setBaseAndExtent(anchor.node, anchor.offset, head.node, head.offset);
}

function takesFocus(element: HTMLElement | undefined): boolean {
  if (!element?.isConnected || element.matches(':disabled') || element.closest('[inert]')) return false;
  // What a menu or dialog shows that is closing has no future.
  if (element.closest('[role="menu"], [role="listbox"]')) return false;
  return element.getClientRects().length > 0;
}
