// The bar above the paper on a phone: what one needs while writing or reading, and behind “More” all the rest.
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChecklist,
  IconDots,
  IconGripVertical,
  IconKeyboard,
  IconLink,
  IconListTree,
  IconNote,
  IconPlus,
  IconRocket,
  IconSearch,
  IconTypography,
  IconUser,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useArticle } from '../editor/article-context.ts';
import { focusWithCaret } from '../editor/native-keys.ts';
import { markTools } from '../editor/tools/marks.tsx';
import { PictureMenu } from '../editor/tools/picture-menu.tsx';
import { TableMenu } from '../editor/tools/table-menu.tsx';
import { blockInserts, blockStyles, useTextActions } from '../editor/tools/text-actions.ts';
import { Tool } from '../editor/tools/tool.tsx';
import classes from '../editor/tools/tools.module.css';
import { useSuggestionStore } from '../review/article-review.ts';
import { MachineItem } from '../review/machine/machine-tool.tsx';
import { ModeSwitch, useMode } from '../review/suggestions/mode-switch.tsx';
import { ActionItem } from '../ui/action-item.tsx';
import { LazyMenu } from '../ui/lazy-menu.tsx';
import { BlockItem, walk } from './text-tools.tsx';
import { CommentsButton, type ToolsBarProps } from './tools-bar.tsx';

export function PhoneBar(props: ToolsBarProps) {
  const { t } = useTranslation('editor');
  const { mayType } = useArticle();
  return (
    <div className={classes.bar} data-editor-bar>
      {/* It takes the focus, to which its drawer gives it back. */}
      <ActionIcon aria-label={t('outlineLabel')} onClick={props.onOutline}>
        <IconListTree size={20} />
      </ActionIcon>
      {mayType ? <WritingTools {...props} /> : <ReadingTools {...props} />}
    </div>
  );
}

function WritingTools(props: ToolsBarProps) {
  const { t } = useTranslation('tools');
  const { tools } = props;
  const actions = useTextActions(tools);
  const { editor, state, style, over, idle, inText, inSection, may, onMark, onForm, onInsert, ask, undo } =
    actions;
  return (
    <>
      <div
        role="toolbar"
        aria-label={t('toolbar')}
        id="text-tools"
        className={classes.tools}
        onKeyDown={(event) => walk(event, () => editor && focusWithCaret(editor.view))}
      >
        <Tool label={t('undo')} disabled={!undo.canUndo} onClick={undo.undo}>
          <IconArrowBackUp size={20} />
        </Tool>
        <LazyMenu
          position="bottom-start"
          width={250}
          target={
            <ActionIcon
              aria-label={`${t('style')}: ${t(`block.${style?.key ?? 'paragraph'}`)}`}
              disabled={idle}
            >
              <IconTypography size={20} />
            </ActionIcon>
          }
          dropdown={{ className: classes.long ?? '' }}
        >
          {blockStyles.map((tool) => (
            <BlockItem key={tool.key} tool={tool} onRun={onForm} disabled={!may(tool.type)} />
          ))}
          <Menu.Divider />
          {markTools.map(({ key, icon: Icon }) => (
            <Menu.Item
              key={key}
              leftSection={<Icon size={16} />}
              aria-current={state.marks.has(key) || undefined}
              onClick={() => onMark(key)}
            >
              {t(`mark.${key}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <ActionItem leftSection={<IconLink size={16} />} disabled={!inText} onClick={() => ask('link')}>
            {t('mark.link')}
          </ActionItem>
          <ActionItem leftSection={<IconNote size={16} />} disabled={!inText} onClick={() => ask('note')}>
            {t('mark.note')}
          </ActionItem>
          <MachineItem />
          {state.inQuote && (
            <Menu.Item leftSection={<IconUser size={16} />} onClick={() => ask('source')}>
              {t('mark.source')}
            </Menu.Item>
          )}
        </LazyMenu>
        <LazyMenu
          position="bottom-start"
          width={230}
          target={
            <ActionIcon aria-label={t('insert')} disabled={!inText}>
              <IconPlus size={20} />
            </ActionIcon>
          }
          dropdown={{ className: classes.long ?? '' }}
        >
          {blockInserts.map((tool) => (
            <BlockItem key={tool.key} tool={tool} onRun={onInsert} disabled={over || !may(tool.type)} />
          ))}
        </LazyMenu>
        {state.inTable && editor && <TableMenu editor={editor} small />}
        {inSection && editor && <PictureMenu editor={editor} small />}
      </div>
      <SideTools {...props} />
      <More {...props}>
        <ActionItem
          leftSection={<IconArrowForwardUp size={16} />}
          disabled={!undo.canRedo}
          onClick={undo.redo}
        >
          {t('redo')}
        </ActionItem>
        <ActionItem
          leftSection={<IconGripVertical size={16} />}
          disabled={over || !inText}
          onClick={() => tools.openMenu(tools.blocks.current)}
        >
          {t('blockMenu.label')}
        </ActionItem>
      </More>
    </>
  );
}

function ReadingTools(props: ToolsBarProps) {
  const { t } = useTranslation('tools');
  return (
    <>
      <div className={classes.tools}>
        <Tool label={t('findAndReplace')} onClick={props.onFind}>
          <IconSearch size={20} />
        </Tool>
      </div>
      <SideTools {...props} />
      <More {...props} />
    </>
  );
}

/** Who may not write needs the way to suggesting more often than the one to publishing. */
function SideTools({ side, onSide }: ToolsBarProps) {
  const { t } = useTranslation('editor');
  const { canWrite } = useArticle();
  const { rights } = useSuggestionStore();
  return (
    <>
      {!canWrite && rights.make && <ModeSwitch />}
      <CommentsButton opened={side === 'comments'} onClick={() => onSide('comments')} />
      {canWrite && (
        <ActionIcon
          variant={side === 'publishing' ? 'light' : 'subtle'}
          color={side === 'publishing' ? 'pencil' : 'gray'}
          aria-label={t('publish')}
          aria-expanded={side === 'publishing'}
          onClick={() => onSide('publishing')}
        >
          <IconRocket size={20} />
        </ActionIcon>
      )}
    </>
  );
}

function More({
  children,
  onSide,
  onFind,
  onHelp,
  focusMode,
  onFocusMode,
}: ToolsBarProps & { children?: ReactNode }) {
  const { t } = useTranslation('tools');
  const { t: general } = useTranslation('editor');
  const { t: checks } = useTranslation('checks');
  const { canWrite } = useArticle();
  return (
    <LazyMenu
      position="bottom-end"
      width={250}
      target={
        <ActionIcon aria-label={t('moreTools')}>
          <IconDots size={20} />
        </ActionIcon>
      }
      dropdown={{ className: classes.long ?? '' }}
    >
      {children}
      {canWrite ? (
        <ModeItems />
      ) : (
        <Menu.Item leftSection={<IconRocket size={16} />} onClick={() => onSide('publishing')}>
          {general('publish')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconChecklist size={16} />} onClick={() => onSide('checks')}>
        {checks('open')}
      </Menu.Item>
      <Menu.Item leftSection={<IconSearch size={16} />} onClick={onFind}>
        {t('findAndReplace')}
      </Menu.Item>
      <Menu.CheckboxItem closeMenuOnClick checked={focusMode} onChange={onFocusMode}>
        {t('focus')}
      </Menu.CheckboxItem>
      <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onHelp}>
        {t('help')}
      </Menu.Item>
    </LazyMenu>
  );
}

function ModeItems() {
  const { t: words } = useTranslation('suggestions');
  const mode = useMode();
  return (
    <>
      <Menu.Label>{words('mode.label')}</Menu.Label>
      <Menu.RadioItem
        value="other"
        closeMenuOnClick
        checked={!mode.suggesting}
        onChange={() => mode.set(false)}
      >
        {words(`mode.${mode.other}`)}
      </Menu.RadioItem>
      <Menu.RadioItem
        value="suggesting"
        closeMenuOnClick
        checked={mode.suggesting}
        onChange={() => mode.set(true)}
      >
        {words('mode.suggesting')}
      </Menu.RadioItem>
      <Menu.Divider />
    </>
  );
}
