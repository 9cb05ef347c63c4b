// One button of the tools bar, with its name and keys on a tooltip.
import { ActionIcon } from '@mantine/core';
import { keysText } from '../../ui/keys-text.ts';
import classes from './tools.module.css';

interface ToolProps {
  label: string;
  keys?: string;
  pressed?: boolean;
  disabled?: boolean;
  wideOnly?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}

/** A button of the bar. `keys` is shown with its label; `wideOnly` leaves it out where there is little room. */
export function Tool({
  label,
  keys,
  pressed,
  disabled = false,
  wideOnly = false,
  onClick,
  children,
}: ToolProps) {
  return (
    <ActionIcon
      data-tip={keys ? `${label} (${keysText(keys)})` : label}
      aria-label={label}
      aria-pressed={pressed}
      variant={pressed ? 'light' : 'subtle'}
      color={pressed ? 'pencil' : 'gray'}
      disabled={disabled}
      className={wideOnly ? (classes.wideOnly ?? '') : ''}
      // The caret stays where it is.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}
