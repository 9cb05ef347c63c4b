// The tool that marks selected words as made by a machine: in the bar, and as an item of a menu.
import { IconRobot } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Tool } from '../../editor/tools/tool.tsx';
import { ActionItem } from '../../ui/action-item.tsx';
import { useMarkSelection, useSelectionMark } from './use-machine-mark.ts';

/** For the bar. */
export function MachineTool() {
  const { t } = useTranslation('machine');
  const { possible, marked } = useSelectionMark();
  const mark = useMarkSelection();
  return (
    <Tool label={t('mark')} wideOnly pressed={marked} disabled={!possible} onClick={() => void mark()}>
      <IconRobot size={17} />
    </Tool>
  );
}

/** For a menu. */
export function MachineItem() {
  const { t } = useTranslation('machine');
  const { possible, marked } = useSelectionMark();
  const mark = useMarkSelection();
  return (
    <ActionItem leftSection={<IconRobot size={16} />} disabled={!possible} onClick={() => void mark()}>
      {t(marked ? 'unmark' : 'mark')}
    </ActionItem>
  );
}
