// How those comment who read along and can't write: a button over the selection, and one beside the block under the pointer.
import { isLine } from '@galley/shared/article/region.ts';
import type { SectionId } from '@galley/shared/ids.ts';
import { ActionIcon, Button } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { BubbleMenu } from '@tiptap/react/menus';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useArticle } from '../../editor/article-context.ts';
import { type PlacedSpot, spotNear } from '../../editor/tools/block-places.ts';
import { useThreadStore } from '../article-review.ts';
import classes from './reader-comments.module.css';
import { selectedSubject } from './thread-marks.ts';

/** Over a selection of a text that can't be changed. */
export function ReaderBubble({ editor, section }: { editor: Editor; section: SectionId }) {
  const { t } = useTranslation('threads');
  const threads = useThreadStore();
  // Whoever has begun to comment, by the button or by the keys, has no more use for it.
  const composing = useSyncExternalStore(threads.subscribe, () => threads.getState().draft !== null);
  if (composing) return null;
  return (
    <BubbleMenu
      editor={editor}
      shouldShow={({ state }) => !state.selection.empty && selectedSubject(state, section) !== null}
    >
      <Button
        size="compact-sm"
        leftSection={<IconMessagePlus size={15} />}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => {
          const subject = selectedSubject(editor.state, section);
          if (subject) threads.compose(subject);
        }}
      >
        {t('comment')}
      </Button>
    </BubbleMenu>
  );
}

/** Beside the block under the pointer. */
export function ReaderHandle() {
  const { t } = useTranslation('threads');
  const { editors } = useArticle();
  const threads = useThreadStore();
  const [spot, setSpot] = useState<PlacedSpot | null>(null);
  const handle = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const paper = handle.current?.closest('article');
    const area = paper?.parentElement ?? paper;
    if (!paper || !area) return;
    const onMouseMove = ({ clientY, buttons }: MouseEvent) => {
      if (buttons === 0) setSpot(spotNear(editors, paper, clientY));
    };
    area.addEventListener('mousemove', onMouseMove);
    return () => area.removeEventListener('mousemove', onMouseMove);
  }, [editors]);
  return (
    <ActionIcon
      ref={handle}
      size={24}
      className={classes.handle ?? ''}
      style={spot ? { top: spot.top, left: spot.left } : { visibility: 'hidden' }}
      aria-label={t('commentBlock')}
      title={t('commentBlock')}
      tabIndex={-1}
      onClick={() => {
        const block = spot && editors.of(spot.region)?.state.doc.maybeChild(spot.index)?.attrs.id;
        if (spot && !isLine(spot.region) && typeof block === 'string')
          threads.compose({ type: 'block', section: spot.region, block });
      }}
    >
      <IconMessagePlus size={15} />
    </ActionIcon>
  );
}
