// The keyboard shortcuts of an article on one sheet.
import { useTranslation } from 'react-i18next';
import { blockTools } from '../editor/tools/blocks.ts';
import { markTools } from '../editor/tools/marks.tsx';
import { modeKeys } from '../review/suggestions/mode-switch.tsx';
import { type KeyGroup, KeysSheet } from '../ui/keys-sheet.tsx';

export function HelpSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('tools');
  const { t: review } = useTranslation('suggestions');
  const { t: checks } = useTranslation('checks');
  const groups: KeyGroup[] = [
    [
      t('shortcuts.text'),
      [
        ...markTools.map(({ key, shortcut }): [string, string] => [t(`mark.${key}`), shortcut]),
        [t('mark.link'), 'Mod-k'],
        [t('undo'), 'Mod-z'],
        [t('redo'), 'Mod-Shift-z'],
      ],
    ],
    [
      t('shortcuts.blocks'),
      [
        ...blockTools.flatMap(({ key, shortcut }): [string, string][] =>
          shortcut ? [[t(`block.${key}`), shortcut]] : [],
        ),
        [t('shortcuts.slash'), '/'],
        [t('blockMenu.label'), 'Alt-Enter'],
        [t('shortcuts.moveBlock'), 'Alt-Shift-↑↓'],
        [t('blockMenu.duplicate'), 'Mod-d'],
      ],
    ],
    [
      t('shortcuts.moving'),
      [
        [t('shortcuts.nextSection'), '↑↓'],
        [t('shortcuts.startEnd'), 'Mod-Home/End'],
        [t('shortcuts.selectAll'), 'Mod-a'],
        [t('shortcuts.extend'), 'Shift-↑↓'],
      ],
    ],
    [
      t('shortcuts.outline'),
      [
        [t('shortcuts.moveSection'), 'Alt-↑↓'],
        [t('shortcuts.renameSection'), 'F2'],
        [t('shortcuts.removeSection'), 'Delete'],
      ],
    ],
    [
      review('keys.title'),
      [
        [review('keys.mode'), modeKeys],
        [review('keys.comment'), 'Mod-Alt-m'],
        [review('keys.next'), 'Mod-Alt-↓↑'],
        [review('keys.accept'), 'A'],
        [review('keys.reject'), 'R'],
        [checks('nextHint'), 'F8'],
      ],
    ],
    [
      t('shortcuts.page'),
      [
        [t('find.title'), 'Mod-f'],
        [t('find.replace'), 'Mod-h'],
        [t('shortcuts.palette'), 'Mod-k'],
        [t('shortcuts.toolbar'), 'Alt-F10'],
        [t('help'), 'Mod-/'],
      ],
    ],
  ];
  return <KeysSheet opened={opened} groups={groups} onClose={onClose} />;
}
