// In what a numbered list counts, and from where, in the menu of its block.
import { type ListType, listLabel, listTypeOf, listTypes } from '@galley/shared/article/list-type.ts';
import { Menu } from '@mantine/core';
import { IconCheck, IconListNumbers } from '@tabler/icons-react';
import type { Node } from '@tiptap/pm/model';
import { useTranslation } from 'react-i18next';
import { startOf } from '../positions/start-of.ts';
import type { BlockSpot } from './block-moves.ts';
import type { Tools } from './tools.ts';

interface ListCountMenuProps {
  spot: BlockSpot;
  /** The section's text. */
  doc: Node;
  tools: Tools;
}

/** The submenu; null where the block is no numbered list. */
export function ListCountMenu({ spot, doc, tools }: ListCountMenuProps) {
  const { t } = useTranslation('tools');
  const list = doc.maybeChild(spot.index);
  if (list?.type.name !== 'orderedList') return null;
  const type = listTypeOf(list.attrs.type);
  const onwards = nextNumber(doc, spot.index);
  const change = (attrs: { start?: number; type?: ListType | null }) =>
    tools.blocks.change(spot, (editor) => {
      const { tr } = editor.state;
      const at = startOf(tr.doc, spot.index);
      const node = tr.doc.nodeAt(at);
      if (node) editor.view.dispatch(tr.setNodeMarkup(at, undefined, { ...node.attrs, ...attrs }));
    });
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<IconListNumbers size={15} />}>{t('blockMenu.numbering')}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {[null, ...listTypes].map((one) => (
          <Menu.Item
            key={one ?? '1'}
            rightSection={one === type ? <IconCheck size={15} aria-label={t('blockMenu.chosen')} /> : null}
            onClick={() => change({ type: one })}
          >
            {[1, 2, 3].map((number) => listLabel(number, one)).join(', ')}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {onwards !== null && onwards !== list.attrs.start && (
          <Menu.Item onClick={() => change({ start: onwards })}>
            {t('blockMenu.goOn', { sign: listLabel(onwards, type) })}
          </Menu.Item>
        )}
        {list.attrs.start !== 1 && (
          <Menu.Item onClick={() => change({ start: 1 })}>
            {t('blockMenu.beginAnew', { sign: listLabel(1, type) })}
          </Menu.Item>
        )}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}

/** The number with which the list would go on with the numbered list before it; null where there is none. */
function nextNumber(doc: Node, index: number): number | null {
  const before = doc.children.slice(0, index).findLast(({ type }) => type.name === 'orderedList');
  return before ? Number(before.attrs.start) + before.childCount : null;
}
