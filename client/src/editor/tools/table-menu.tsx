// What can be done with the table that has the caret.
import { Button, Menu } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useTranslation } from 'react-i18next';

export function TableMenu({ editor }: { editor: Editor }) {
  const { t } = useTranslation('tools');
  const item = (
    key:
      | 'rowBefore'
      | 'rowAfter'
      | 'columnBefore'
      | 'columnAfter'
      | 'headerRow'
      | 'headerColumn'
      | 'merge'
      | 'split'
      | 'deleteRow'
      | 'deleteColumn'
      | 'delete',
    run: () => void,
    possible = true,
  ) => (
    <Menu.Item key={key} onClick={run} disabled={!possible}>
      {t(`table.${key}`)}
    </Menu.Item>
  );
  const can = useEditorState({
    editor,
    selector: ({ editor: current }) =>
      current.isDestroyed
        ? { merge: false, split: false }
        : { merge: current.can().mergeCells(), split: current.can().splitCell() },
  });
  const chain = () => editor.chain().focus();
  return (
    <Menu width={240}>
      <Menu.Target>
        <Button size="compact-sm" variant="light" leftSection={<IconTable size={15} />}>
          {t('table.label')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {item('rowBefore', () => chain().addRowBefore().run())}
        {item('rowAfter', () => chain().addRowAfter().run())}
        {item('columnBefore', () => chain().addColumnBefore().run())}
        {item('columnAfter', () => chain().addColumnAfter().run())}
        <Menu.Divider />
        {item('merge', () => chain().mergeCells().run(), can.merge)}
        {item('split', () => chain().splitCell().run(), can.split)}
        {item('headerRow', () => chain().toggleHeaderRow().run())}
        {item('headerColumn', () => chain().toggleHeaderColumn().run())}
        <Menu.Divider />
        {item('deleteRow', () => chain().deleteRow().run())}
        {item('deleteColumn', () => chain().deleteColumn().run())}
        {item('delete', () => chain().deleteTable().run())}
      </Menu.Dropdown>
    </Menu>
  );
}
