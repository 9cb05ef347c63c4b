// The list of the slash menu.
import { Kbd } from '@mantine/core';
import { type Ref, useEffect, useImperativeHandle, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keysText } from '../../ui/keys-text.ts';
import type { BlockTool } from './blocks.ts';
import classes from './slash-list.module.css';

export interface SlashListProps {
  items: BlockTool[];
  command: (tool: BlockTool) => void;
  ref?: Ref<SlashListHandle>;
}

export interface SlashListHandle {
  onKeyDown(event: KeyboardEvent): boolean;
}

export function SlashList({ items, command, ref }: SlashListProps) {
  const { t } = useTranslation('tools');
  const [chosen, setChosen] = useState(0);
  useEffect(() => setChosen((before) => Math.min(before, Math.max(0, items.length - 1))), [items]);
  useImperativeHandle(ref, () => ({
    onKeyDown: (event) => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        const step = event.key === 'ArrowDown' ? 1 : items.length - 1;
        setChosen((before) => (before + step) % Math.max(1, items.length));
        return true;
      }
      const tool = items[chosen];
      if ((event.key === 'Enter' || event.key === 'Tab') && tool) {
        command(tool);
        return true;
      }
      return false;
    },
  }));
  return (
    <div className={classes.list} role="listbox" aria-label={t('slash.label')}>
      {items.length === 0 && <p className={classes.empty}>{t('slash.empty')}</p>}
      {items.map((tool, index) => {
        const Icon = tool.icon;
        return (
          <div
            key={tool.key}
            role="option"
            aria-selected={index === chosen}
            tabIndex={-1}
            className={classes.item}
            onMouseEnter={() => setChosen(index)}
            onMouseDown={(event) => {
              event.preventDefault();
              command(tool);
            }}
          >
            <Icon size={17} stroke={1.6} aria-hidden />
            <span>{t(`block.${tool.key}`)}</span>
            {tool.shortcut && <Kbd size="xs">{keysText(tool.shortcut)}</Kbd>}
          </div>
        );
      })}
    </div>
  );
}
