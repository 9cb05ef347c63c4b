// A menu that is built when it is first opened. A page has dozens of them, most of which nobody opens.
import { Menu, type MenuDropdownProps, type MenuProps } from '@mantine/core';
import {
  cloneElement,
  type HTMLAttributes,
  type ReactElement,
  type Ref,
  type RefObject,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useOpenedOnce } from './use-opened-once.ts';

interface LazyMenuProps extends Omit<MenuProps, 'opened' | 'defaultOpened' | 'onChange' | 'trigger' | 'id'> {
  /** The button that opens it; it takes a ref. */
  target: ReactElement<HTMLAttributes<HTMLElement> & { ref?: Ref<HTMLElement> }>;
  dropdown?: MenuDropdownProps;
  /** What stands in it. */
  children: React.ReactNode;
}

/** `target` gets the props that its button needs; the rest is Mantine's `Menu`. */
export function LazyMenu({ target, dropdown, children, ...props }: LazyMenuProps) {
  const id = useId();
  const button = useRef<HTMLElement>(null);
  const [opened, setOpened] = useState(false);
  const { isThere, isOpen } = useOpenedOnce(opened);
  // As Mantine's own target has them: the menu is named by what has its id.
  const said = {
    ref: button,
    id,
    'aria-haspopup': 'menu',
    'aria-expanded': opened,
    'aria-controls': isOpen ? `${id}-dropdown` : undefined,
    'data-expanded': opened || undefined,
    onClick: () => {
      setOpened(!opened);
      if (!opened) props.onOpen?.();
    },
  } as const;
  return (
    <>
      {cloneElement(target, said)}
      {isThere && (
        <Menu {...props} id={id} opened={isOpen} onChange={setOpened}>
          <Menu.Target>
            <Anchor element={button} />
          </Menu.Target>
          <Menu.Dropdown {...dropdown}>{children}</Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}

interface AnchorProps {
  /** What is there already, before what floats at it. */
  element: RefObject<HTMLElement | null>;
  /** Given by the target that it is a child of. */
  ref?: Ref<HTMLElement>;
}

/** In place of a child of `Menu.Target` and `Popover.Target`: an element that stands elsewhere. */
export function Anchor({ element, ref }: AnchorProps) {
  useLayoutEffect(() => {
    if (typeof ref !== 'function') return;
    const cleanUp = ref(element.current);
    return () => {
      if (cleanUp) cleanUp();
      else ref(null);
    };
  }, [element, ref]);
  return null;
}
