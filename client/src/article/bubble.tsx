// What floats at the caret: over a selection the marks that are wanted most, over a link where it leads, over an editor's
// note what it says. One for the whole page, at the editor that has the caret.
import { isLine } from '@galley/shared/article/region.ts';
import type { SectionId } from '@galley/shared/ids.ts';
import { ActionIcon } from '@mantine/core';
import { IconLink, IconMessagePlus, IconNote, IconPencil, IconX } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useArticle, useRegionEditors } from '../editor/article-context.ts';
import { focusWithCaret } from '../editor/native-keys.ts';
import { LinkActions, markRangeAtCaret } from '../editor/tools/link-actions.tsx';
import { markTools, toggleMark } from '../editor/tools/marks.tsx';
import { placeAtText, type TextPlace } from '../editor/tools/text-place.ts';
import type { Tools } from '../editor/tools/tools.ts';
import { type BubbleSubject, useBubbleSubject } from '../editor/tools/use-bubble-subject.ts';
import { useThreadStore } from '../review/article-review.ts';
import { selectedSubject } from '../review/threads/thread-marks.ts';
import classes from './bubble.module.css';

export function Bubble({ tools }: { tools: Tools }) {
  const { t } = useTranslation('tools');
  const { editors, cross } = useArticle();
  const { active } = useRegionEditors();
  const over = useSyncExternalStore(cross.subscribe, cross.getIsActive);
  const editor = !over && active !== null && !isLine(active) ? editors.active : null;
  const holder = useRef<HTMLDivElement>(null);
  const subject = useBubbleSubject(editor, holder);
  const place = useBubblePlace(editor, subject, holder);
  if (!editor || !subject) return null;
  return (
    <div
      ref={holder}
      role="toolbar"
      aria-label={t('bubble.label')}
      className={classes.bubble}
      style={place ?? { visibility: 'hidden' }}
    >
      {subject.type === 'selection' && (
        <>
          {!subject.plain && <Marks editor={editor} marks={subject.marks} tools={tools} />}
          {active !== null && !isLine(active) && <CommentAction editor={editor} section={active} />}
        </>
      )}
      {subject.type === 'link' && <LinkCard editor={editor} address={subject.address} tools={tools} />}
      {subject.type === 'note' && <NoteCard editor={editor} text={subject.text} tools={tools} />}
    </div>
  );
}

interface PartProps {
  editor: Editor;
  tools: Tools;
}

function Marks({ editor, marks, tools }: PartProps & { marks: readonly string[] }) {
  const { t } = useTranslation('tools');
  return (
    <>
      {markTools.slice(0, 4).map(({ key, icon: Icon }) => (
        <Action
          key={key}
          label={t(`mark.${key}`)}
          pressed={marks.includes(key)}
          onClick={() => toggleMark(editor, key)}
        >
          <Icon size={16} />
        </Action>
      ))}
      <Action
        label={t('mark.link')}
        pressed={marks.includes('link')}
        onClick={() => tools.ask('link', editor)}
      >
        <IconLink size={16} />
      </Action>
      <Action
        label={t('mark.note')}
        pressed={marks.includes('note')}
        onClick={() => tools.ask('note', editor)}
      >
        <IconNote size={16} />
      </Action>
    </>
  );
}

function CommentAction({ editor, section }: { editor: Editor; section: SectionId }) {
  const { t } = useTranslation('threads');
  const threads = useThreadStore();
  const compose = () => {
    const subject = selectedSubject(editor.state, section);
    if (subject) threads.compose(subject);
  };
  return (
    <Action label={t('commentSelection')} onClick={compose}>
      <IconMessagePlus size={16} />
    </Action>
  );
}

function LinkCard({ editor, address, tools }: PartProps & { address: string }) {
  const { t } = useTranslation('tools');
  return (
    <>
      <span className={`${classes.text} ${classes.address}`}>{address}</span>
      <Action label={t('bubble.editLink')} onClick={() => tools.ask('link', editor)}>
        <IconPencil size={16} />
      </Action>
      <LinkActions editor={editor} address={address} onRemoved={() => focusWithCaret(editor.view)} />
    </>
  );
}

function NoteCard({ editor, text, tools }: PartProps & { text: string }) {
  const { t } = useTranslation('tools');
  return (
    <>
      <span className={classes.text}>{text}</span>
      <Action label={t('bubble.editNote')} onClick={() => tools.ask('note', editor)}>
        <IconPencil size={16} />
      </Action>
      <Action
        label={t('bubble.removeNote')}
        onClick={() => editor.chain().focus().extendMarkRange('note').unsetMark('note').run()}
      >
        <IconX size={16} />
      </Action>
    </>
  );
}

interface ActionProps {
  label: string;
  pressed?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}

function Action({ label, pressed, onClick, children }: ActionProps) {
  return (
    <ActionIcon
      data-tip={label}
      aria-label={label}
      aria-pressed={pressed}
      variant={pressed ? 'light' : 'subtle'}
      color={pressed ? 'pencil' : 'gray'}
      // The selection stays.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}

/** Where the bubble stands by its subject. */
function useBubblePlace(
  editor: Editor | null,
  subject: BubbleSubject | null,
  holder: React.RefObject<HTMLDivElement | null>,
) {
  const [place, setPlace] = useState<TextPlace | null>(null);
  useLayoutEffect(() => {
    const own = holder.current;
    if (!editor || !subject || !own) return setPlace(null);
    const range = subject.type === 'selection' ? null : markRangeAtCaret(editor, subject.type);
    setPlace(placeAtText(editor, range ?? editor.state.selection, own));
  }, [editor, subject, holder]);
  return place;
}
