// The buttons by which something is moved within its list, or taken out of it.
import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './site-page.module.css';

interface PlaceButtonsProps<Item> {
  items: readonly Item[];
  index: number;
  /** What it is called. */
  name: string;
  onChange: (items: Item[]) => void;
}

export function PlaceButtons<Item>({ items, index, name, onChange }: PlaceButtonsProps<Item>) {
  const { t } = useTranslation('site');
  const move = (by: -1 | 1) => {
    const moved = [...items];
    moved.splice(index + by, 0, ...moved.splice(index, 1));
    onChange(moved);
  };
  const common = { variant: 'subtle', color: 'gray' } as const;
  return (
    <span className={classes.places}>
      <ActionIcon {...common} aria-label={t('up', { name })} disabled={index === 0} onClick={() => move(-1)}>
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        {...common}
        aria-label={t('down', { name })}
        disabled={index === items.length - 1}
        onClick={() => move(1)}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
      <RemoveButton items={items} index={index} name={name} onChange={onChange} />
    </span>
  );
}

/** The button that takes something out of its list alone. */
export function RemoveButton<Item>({ items, index, name, onChange }: PlaceButtonsProps<Item>) {
  const { t } = useTranslation('site');
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={t('remove', { name })}
      onClick={() => onChange(items.filter((_, at) => at !== index))}
    >
      <IconX size={16} />
    </ActionIcon>
  );
}
