// What can be done with the table that has the caret.
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconAlignCenter, IconAlignLeft, IconAlignRight, IconTable } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import { ActionItem } from '../../ui/action-item.tsx';
import { LazyMenu } from '../../ui/lazy-menu.tsx';
import type { tools as en } from '../../words/en/tools.ts';
import {
  alignmentAt,
  forgetWidths,
  hasWidths,
  headersAt,
  selectLine,
  widenColumn,
  widthStep,
} from './table-columns.ts';
import classes from './tools.module.css';

const alignments = [
  { align: 'left', icon: IconAlignLeft },
  { align: 'center', icon: IconAlignCenter },
  { align: 'right', icon: IconAlignRight },
] as const;

interface TableMenuProps {
  editor: Editor;
  /** Its sign alone, where there is no room for its name. */
  small?: boolean;
}

/** For the table in which the caret is; nothing elsewhere. */
export function TableMenu({ editor, small = false }: TableMenuProps) {
  const { t } = useTranslation('tools');
  const state = useTableState(editor);
  const chain = () => editor.chain().focus();
  const item = (
    key: keyof (typeof en)['table'],
    run: () => void,
    { possible = true }: { possible?: boolean } = {},
  ) => (
    <ActionItem key={key} onClick={run} disabled={!possible}>
      {t(`table.${key}`)}
    </ActionItem>
  );
  return (
    <LazyMenu
      width={260}
      target={
        small ? (
          <ActionIcon variant="light" color="pencil" aria-label={t('table.label')}>
            <IconTable size={20} />
          </ActionIcon>
        ) : (
          <Button size="compact-sm" variant="light" leftSection={<IconTable size={15} />}>
            {t('table.label')}
          </Button>
        )
      }
      dropdown={{ className: classes.tall ?? '' }}
    >
      {item('rowBefore', () => chain().addRowBefore().run())}
      {item('rowAfter', () => chain().addRowAfter().run())}
      {item('columnBefore', () => chain().addColumnBefore().run())}
      {item('columnAfter', () => chain().addColumnAfter().run())}
      <Menu.Divider />
      <Menu.CheckboxItem
        closeMenuOnClick
        checked={state.headers.row}
        onChange={() => chain().toggleHeaderRow().run()}
      >
        {t('table.headerRow')}
      </Menu.CheckboxItem>
      <Menu.CheckboxItem
        closeMenuOnClick
        checked={state.headers.column}
        onChange={() => chain().toggleHeaderColumn().run()}
      >
        {t('table.headerColumn')}
      </Menu.CheckboxItem>
      <Menu.Divider />
      <Menu.Label>{t('table.align')}</Menu.Label>
      {alignments.map(({ align, icon: Icon }) => (
        <Menu.RadioItem
          key={align}
          value={align}
          closeMenuOnClick
          checked={state.align === align}
          onChange={() =>
            chain()
              .setCellAttribute('align', align === 'left' ? null : align)
              .run()
          }
          rightSection={<Icon size={15} aria-hidden />}
        >
          {t(`table.${align}`)}
        </Menu.RadioItem>
      ))}
      <Menu.Divider />
      <Menu.Label>{t('table.width')}</Menu.Label>
      {/* The menu stays open: a column is widened in steps. */}
      <Menu.Item closeMenuOnClick={false} onClick={() => widenColumn(editor, widthStep)}>
        {t('table.wider')}
      </Menu.Item>
      <Menu.Item closeMenuOnClick={false} onClick={() => widenColumn(editor, -widthStep)}>
        {t('table.narrower')}
      </Menu.Item>
      {item('forgetWidths', () => forgetWidths(editor), { possible: state.sized })}
      <Menu.Divider />
      {item('selectRow', () => selectLine(editor, 'row'))}
      {item('selectColumn', () => selectLine(editor, 'column'))}
      {item('merge', () => chain().mergeCells().run(), { possible: state.merge })}
      {item('split', () => chain().splitCell().run(), { possible: state.split })}
      <Menu.Divider />
      {item('deleteRow', () => chain().deleteRow().run())}
      {item('deleteColumn', () => chain().deleteColumn().run())}
      {item('delete', () => chain().deleteTable().run())}
    </LazyMenu>
  );
}

/** What the menu shows of the table with the caret. */
function useTableState(editor: Editor) {
  return useEditorState({
    editor,
    selector: ({ editor: current }) =>
      current.isDestroyed
        ? { merge: false, split: false, sized: false, align: 'left', headers: { row: false, column: false } }
        : {
            merge: current.can().mergeCells(),
            split: current.can().splitCell(),
            sized: hasWidths(current),
            align: alignmentAt(current),
            headers: headersAt(current),
          },
  });
}
