// The handle beside the block under the pointer: dragged it moves the block, over sections too; clicked, or opened by
// keyboard, it gives a menu of what can be done with the block.
import { isLine } from '@galley/shared/article/region.ts';
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconGripVertical,
  IconMessagePlus,
  IconTrash,
} from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useArticle } from '../editor/article-context.ts';
import { focusWithCaret } from '../editor/native-keys.ts';
import type { BlockSpot } from '../editor/tools/block-moves.ts';
import { type PlacedSpot, placeOf, spotNear } from '../editor/tools/block-places.ts';
import { blockTools, toolsFor, turnInto } from '../editor/tools/blocks.ts';
import { ListCountMenu } from '../editor/tools/list-count-menu.tsx';
import type { Tools } from '../editor/tools/tools.ts';
import { useBlockDrag } from '../editor/tools/use-block-drag.ts';
import { useThreadStore } from '../review/article-review.ts';
import { keysText } from '../ui/keys-text.ts';
import classes from './block-handle.module.css';

export function BlockHandle({ tools }: { tools: Tools }) {
  const { t } = useTranslation('tools');
  const { editors } = useArticle();
  const [spot, setSpot] = useState<PlacedSpot | null>(null);
  const [opened, setOpened] = useState(false);
  const handle = useRef<HTMLButtonElement>(null);
  const drag = useBlockDrag(handle, tools);
  const busy = opened || drag.line !== null;

  useEffect(() => {
    const paper = handle.current?.closest('article');
    if (!paper || busy) return;
    const onMouseMove = ({ clientY, buttons }: MouseEvent) => {
      if (buttons === 0) setSpot(spotNear(editors, paper, clientY));
    };
    // Blocks move while somebody writes; the handle would point at another one. Before the text's keys, which may
    // open the menu.
    const onKeyDown = () => setSpot(null);
    const area = paper.parentElement ?? paper;
    area.addEventListener('mousemove', onMouseMove);
    area.addEventListener('keydown', onKeyDown, true);
    return () => {
      area.removeEventListener('mousemove', onMouseMove);
      area.removeEventListener('keydown', onKeyDown, true);
    };
  }, [editors, busy]);

  const { menuOf, openMenu } = tools;
  useEffect(() => {
    const paper = handle.current?.closest('article');
    if (!menuOf || !paper) return;
    setSpot(placeOf(editors, paper, menuOf));
    setOpened(true);
    openMenu(null);
  }, [menuOf, openMenu, editors]);

  const close = () => {
    setOpened(false);
    setSpot(null);
  };
  return (
    <>
      <Menu
        opened={opened}
        onClose={close}
        position="bottom-start"
        width={250}
        returnFocus={false}
        // A tool puts the focus where it works; otherwise it goes back to the text.
        onExitTransitionEnd={() => editors.active && focusWithCaret(editors.active.view)}
      >
        <Menu.Target>
          <ActionIcon
            ref={handle}
            size={24}
            className={classes.handle ?? ''}
            style={spot ? { top: spot.top, left: spot.left } : { visibility: 'hidden' }}
            aria-label={t('blockMenu.label')}
            title={opened ? undefined : t('blockMenu.handle')}
            tabIndex={-1}
            draggable
            onDragStart={(event) => spot && drag.start(event, spot)}
            onClick={() => setOpened(!opened)}
          >
            <IconGripVertical size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>{spot && <BlockMenuItems spot={spot} tools={tools} />}</Menu.Dropdown>
      </Menu>
      {drag.line && <div className={classes.line} style={{ ...drag.line }} />}
    </>
  );
}

function BlockMenuItems({ spot, tools }: { spot: BlockSpot; tools: Tools }) {
  const { t } = useTranslation('tools');
  const { editors } = useArticle();
  const { blocks } = tools;
  const { t: words } = useTranslation('threads');
  const threads = useThreadStore();
  const commentOn = (id: string) => {
    if (!isLine(spot.region)) threads.compose({ type: 'block', section: spot.region, block: id });
  };
  const doc = editors.of(spot.region)?.state.doc;
  const block = doc?.maybeChild(spot.index);
  const forms = toolsFor(tools.specOf(spot.region)).filter((tool) => tool.isActive && tool.type !== 'table');
  const hasForms =
    block?.isTextblock || ['bulletList', 'orderedList', 'blockquote'].includes(block?.type.name ?? '');
  const current = blockTools.find(
    (tool) =>
      tool.type === block?.type.name && (tool.level === undefined || tool.level === block.attrs.level),
  );
  return (
    <>
      <Menu.Item
        data-autofocus
        leftSection={<IconArrowUp size={15} />}
        rightSection={<Keys keys="Alt-Shift-↑" />}
        onClick={() => blocks.moveBy(spot, -1)}
      >
        {t('blockMenu.up')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowDown size={15} />}
        rightSection={<Keys keys="Alt-Shift-↓" />}
        onClick={() => blocks.moveBy(spot, 1)}
      >
        {t('blockMenu.down')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconCopy size={15} />}
        rightSection={<Keys keys="Mod-d" />}
        onClick={() => blocks.duplicate(spot)}
      >
        {t('blockMenu.duplicate')}
      </Menu.Item>
      {typeof block?.attrs.id === 'string' && !isLine(spot.region) && (
        <Menu.Item leftSection={<IconMessagePlus size={15} />} onClick={() => commentOn(block.attrs.id)}>
          {words('commentBlock')}
        </Menu.Item>
      )}
      {doc && <ListCountMenu spot={spot} doc={doc} tools={tools} />}
      <Menu.Item leftSection={<IconTrash size={15} />} color="red" onClick={() => blocks.remove(spot)}>
        {t('blockMenu.delete')}
      </Menu.Item>
      {hasForms && forms.length > 1 && (
        <>
          <Menu.Divider />
          <Menu.Label>{t('blockMenu.turnInto')}</Menu.Label>
          {forms
            .filter((tool) => tool !== current)
            .map((tool) => (
              <Menu.Item
                key={tool.key}
                leftSection={<tool.icon size={15} />}
                onClick={() => blocks.change(spot, (editor) => turnInto(editor, tool, tools.requests))}
              >
                {t(`block.${tool.key}`)}
              </Menu.Item>
            ))}
        </>
      )}
    </>
  );
}

function Keys({ keys }: { keys: string }) {
  return <span className={classes.keys}>{keysText(keys)}</span>;
}
