// The tools for the text with the caret, or for a selection over several sections.
import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronDown,
  IconDots,
  IconGripVertical,
  IconLink,
  IconNote,
  IconPlus,
  IconUser,
} from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { focusWithCaret } from '../editor/native-keys.ts';
import type { BlockTool } from '../editor/tools/blocks.ts';
import { type MarkTool, markTools } from '../editor/tools/marks.tsx';
import { PictureMenu } from '../editor/tools/picture-menu.tsx';
import { TableMenu } from '../editor/tools/table-menu.tsx';
import { blockInserts, blockStyles, useTextActions } from '../editor/tools/text-actions.ts';
import { Tool } from '../editor/tools/tool.tsx';
import classes from '../editor/tools/tools.module.css';
import type { Tools } from '../editor/tools/tools.ts';
import { MachineItem, MachineTool } from '../review/machine/machine-tool.tsx';
import { ActionItem } from '../ui/action-item.tsx';
import { keysText } from '../ui/keys-text.ts';
import { LazyMenu } from '../ui/lazy-menu.tsx';

export function TextTools({ tools }: { tools: Tools }) {
  const { t } = useTranslation('tools');
  const { editor, state, style, over, idle, inText, inSection, may, onMark, onForm, onInsert, ask, undo } =
    useTextActions(tools);
  return (
    <div
      role="toolbar"
      aria-label={t('toolbar')}
      id="text-tools"
      className={classes.tools}
      onKeyDown={(event) => walk(event, () => editor && focusWithCaret(editor.view))}
    >
      <Tool label={t('undo')} keys="Mod-z" disabled={!undo.canUndo} onClick={undo.undo}>
        <IconArrowBackUp size={17} />
      </Tool>
      <Tool label={t('redo')} keys="Mod-Shift-z" disabled={!undo.canRedo} onClick={undo.redo}>
        <IconArrowForwardUp size={17} />
      </Tool>
      <span className={classes.gap} />
      <LazyMenu
        position="bottom-start"
        width={250}
        target={
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            rightSection={<IconChevronDown size={14} />}
            disabled={idle}
            aria-label={`${t('style')}: ${t(`block.${style?.key ?? 'paragraph'}`)}`}
            className={classes.style ?? ''}
          >
            {t(`block.${style?.key ?? 'paragraph'}`)}
          </Button>
        }
      >
        {blockStyles.map((tool) => (
          <BlockItem key={tool.key} tool={tool} onRun={onForm} disabled={!may(tool.type)} />
        ))}
      </LazyMenu>
      <span className={classes.gap} />
      {markTools.map((tool, index) => {
        const Icon = tool.icon;
        return (
          <Tool
            key={tool.key}
            label={t(`mark.${tool.key}`)}
            keys={tool.shortcut}
            wideOnly={index > 1}
            pressed={state.marks.has(tool.key)}
            disabled={idle}
            onClick={() => onMark(tool.key)}
          >
            <Icon size={17} />
          </Tool>
        );
      })}
      <Tool
        label={t('mark.link')}
        keys="Mod-k"
        pressed={state.marks.has('link')}
        disabled={!inText}
        onClick={() => ask('link')}
      >
        <IconLink size={17} />
      </Tool>
      <Tool
        label={t('mark.note')}
        wideOnly
        pressed={state.marks.has('note')}
        disabled={!inText}
        onClick={() => ask('note')}
      >
        <IconNote size={17} />
      </Tool>
      {state.inQuote && (
        <Tool label={t('mark.source')} onClick={() => ask('source')}>
          <IconUser size={17} />
        </Tool>
      )}
      <span className={classes.gap} />
      {state.inTable && editor && <TableMenu editor={editor} />}
      {inSection && editor && <PictureMenu editor={editor} />}
      <LazyMenu
        position="bottom-start"
        width={230}
        target={
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconPlus size={15} />}
            disabled={!inText}
          >
            {t('insert')}
          </Button>
        }
      >
        {blockInserts.map((tool) => (
          <BlockItem key={tool.key} tool={tool} onRun={onInsert} disabled={over || !may(tool.type)} />
        ))}
      </LazyMenu>
      <Tool
        label={t('blockMenu.label')}
        keys="Alt-Enter"
        disabled={over || !inText}
        onClick={() => tools.openMenu(tools.blocks.current)}
      >
        <IconGripVertical size={17} />
      </Tool>
      <MachineTool />
      <MoreMarks disabled={idle} onMark={onMark} onNote={() => ask('note')} />
    </div>
  );
}

interface BlockItemProps {
  tool: BlockTool;
  onRun: (tool: BlockTool) => void;
  disabled: boolean;
}

export function BlockItem({ tool, onRun, disabled }: BlockItemProps) {
  const { t } = useTranslation('tools');
  const Icon = tool.icon;
  return (
    <ActionItem
      leftSection={<Icon size={16} />}
      rightSection={tool.shortcut && <span className={classes.keys}>{keysText(tool.shortcut)}</span>}
      disabled={disabled}
      onClick={() => onRun(tool)}
    >
      {t(`block.${tool.key}`)}
    </ActionItem>
  );
}

interface MoreMarksProps {
  disabled: boolean;
  onMark: (key: MarkTool['key']) => void;
  onNote: () => void;
}

/** On narrow screens the marks that the bar has no room for. */
function MoreMarks({ disabled, onMark, onNote }: MoreMarksProps) {
  const { t } = useTranslation('tools');
  return (
    <LazyMenu
      position="bottom-end"
      width={220}
      target={
        <ActionIcon className={classes.narrowOnly ?? ''} aria-label={t('more')} disabled={disabled}>
          <IconDots size={17} />
        </ActionIcon>
      }
    >
      {markTools.slice(2).map(({ key, icon: Icon }) => (
        <Menu.Item key={key} leftSection={<Icon size={16} />} onClick={() => onMark(key)}>
          {t(`mark.${key}`)}
        </Menu.Item>
      ))}
      <Menu.Item leftSection={<IconNote size={16} />} onClick={onNote}>
        {t('mark.note')}
      </Menu.Item>
      <MachineItem />
    </LazyMenu>
  );
}

/** Arrow keys walk through the toolbar; Escape goes back to the text. */
export function walk(event: KeyboardEvent<HTMLElement>, back: () => void): void {
  if (event.key === 'Escape') {
    back();
    return;
  }
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')].filter(
    (button) => button.offsetParent !== null,
  );
  const index = buttons.indexOf(document.activeElement as HTMLElement);
  buttons[(index + step + buttons.length) % buttons.length]?.focus();
  event.preventDefault();
}
