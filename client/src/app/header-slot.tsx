// The middle of the header belongs to the page: the editor puts the article's name, faces and saving state there.
import { createContext, type ReactNode, use } from 'react';
import { createPortal } from 'react-dom';

export const HeaderSlotContext = createContext<HTMLElement | null>(null);

/** Shows its children in the middle of the desk's header for as long as it is mounted. */
export function InHeader({ children }: { children: ReactNode }) {
  const slot = use(HeaderSlotContext);
  return slot && createPortal(children, slot);
}
