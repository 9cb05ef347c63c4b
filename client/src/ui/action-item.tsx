// An item of a menu that may be unavailable.
import { Menu, type MenuItemProps } from '@mantine/core';

interface ActionItemProps extends MenuItemProps {
  onClick: () => void;
}

/**
 * A menu's item that stays where it is while it is unavailable, and can have the focus, as the ARIA menu pattern asks. A
 * natively disabled first item would leave the whole menu without focus, and so without its keys (Mantine 9.7).
 */
export function ActionItem({ disabled = false, onClick, ...props }: ActionItemProps) {
  return (
    <Menu.Item {...props} {...(disabled ? { 'data-disabled': true, 'aria-disabled': true } : { onClick })} />
  );
}
