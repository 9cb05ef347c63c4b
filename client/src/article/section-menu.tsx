// What can be done with a whole section: rename, move, duplicate, remove, add another one behind it.
import type { OutlineEntry } from '@galley/shared/article/outline.ts';
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconCursorText,
  IconDots,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionItem } from '../ui/action-item.tsx';
import { LazyMenu } from '../ui/lazy-menu.tsx';
import { AddSectionItems } from './add-section.tsx';
import { useSectionActions } from './section-actions.ts';

interface SectionMenuProps {
  entry: OutlineEntry;
  label: string;
  index: number;
  count: number;
  /** A sealed section keeps its title and stays; it may still be moved. */
  sealed: boolean;
  onRename: () => void;
}

export function SectionMenu({ entry, label, index, count, sealed, onRename }: SectionMenuProps) {
  const { t } = useTranslation('editor');
  const actions = useSectionActions();
  return (
    <LazyMenu
      position="bottom-end"
      width={230}
      target={
        <ActionIcon size="sm" aria-label={t('section.menu', { name: label })}>
          <IconDots size={16} />
        </ActionIcon>
      }
    >
      <ActionItem leftSection={<IconCursorText size={15} />} disabled={sealed} onClick={onRename}>
        {t('section.rename')}
      </ActionItem>
      <ActionItem
        leftSection={<IconArrowUp size={15} />}
        disabled={index === 0}
        onClick={() => actions.moveBy(entry, -1)}
      >
        {t('section.moveUp')}
      </ActionItem>
      <ActionItem
        leftSection={<IconArrowDown size={15} />}
        disabled={index === count - 1}
        onClick={() => actions.moveBy(entry, 1)}
      >
        {t('section.moveDown')}
      </ActionItem>
      <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => actions.duplicate(entry.id)}>
        {t('section.duplicate')}
      </Menu.Item>
      <ActionItem
        leftSection={<IconTrash size={15} />}
        color="red"
        disabled={sealed}
        onClick={() => actions.remove(entry)}
      >
        {t('section.remove')}
      </ActionItem>
      <Menu.Divider />
      <Menu.Label>{t('section.addHere')}</Menu.Label>
      <AddSectionItems place={{ after: entry.id }} />
    </LazyMenu>
  );
}
