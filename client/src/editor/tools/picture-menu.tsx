// What can be done with the picture that is selected, or that has the caret in its words.
import { type Crop, crops, type PictureSetting } from '@galley/shared/article/picture-settings.ts';
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '../../app/toasts.ts';
import { LibraryPicker } from '../../media/library-picker.tsx';
import { LazyMenu } from '../../ui/lazy-menu.tsx';
import { focusWithCaret } from '../native-keys.ts';
import { FigureDialog } from './figure-dialog.tsx';
import { figureById, figureFields, selectedFigure, setFigure } from './figure-settings.ts';
import classes from './tools.module.css';
import { pickReplacement, replaceFromLibrary } from './upload.ts';

interface PictureMenuProps {
  editor: Editor;
  /** Its sign alone, where there is no room for its name. */
  small?: boolean;
}

/** For the picture that is selected; nothing where none is. */
export function PictureMenu({ editor, small = false }: PictureMenuProps) {
  const { t } = useTranslation('tools');
  const [about, setAbout] = useState<string | null>(null);
  /** The picture for which another one is being chosen. */
  const [replaced, setReplaced] = useState<string | null>(null);
  const picture = useEditorState({
    editor,
    selector: ({ editor: current }) => {
      const figure = current.isDestroyed || !current.isEditable ? null : selectedFigure(current.state);
      return figure && typeof figure.attrs.id === 'string'
        ? { ...figureFields(figure), id: figure.attrs.id }
        : null;
    },
  });
  const id = picture?.id ?? null;
  const set = (name: PictureSetting, value: string | null) => {
    if (id !== null) setFigure(editor, id, { attrs: { [name]: value } });
  };
  const choice = (name: 'width' | 'crop', value: 'wide' | Crop | null, label: string) => {
    return (
      <Menu.RadioItem
        key={label}
        value={value ?? 'none'}
        closeMenuOnClick
        checked={picture?.[name] === value}
        onChange={() => set(name, value)}
      >
        {label}
      </Menu.RadioItem>
    );
  };
  const remove = () => {
    const found = id === null ? null : figureById(editor.state.doc, id);
    if (!found) return;
    const { position, node } = found;
    editor
      .chain()
      .focus()
      .deleteRange({ from: position, to: position + node.nodeSize })
      .run();
  };
  return (
    <>
      {picture && (
        <LazyMenu
          width={260}
          target={
            small ? (
              <ActionIcon variant="light" color="pencil" aria-label={t('picture.label')}>
                <IconPhoto size={20} />
              </ActionIcon>
            ) : (
              <Button size="compact-sm" variant="light" leftSection={<IconPhoto size={15} />}>
                {t('picture.label')}
              </Button>
            )
          }
          dropdown={{ className: classes.tall ?? '' }}
        >
          <Menu.Item onClick={() => id !== null && pickReplacement(editor, id)}>
            {t('picture.replace')}
          </Menu.Item>
          <Menu.Item onClick={() => setReplaced(id)}>{t('picture.replaceFromLibrary')}</Menu.Item>
          <Menu.Item onClick={() => setAbout(id)}>{t('picture.details')}</Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('picture.width')}</Menu.Label>
          {choice('width', null, t('picture.column'))}
          {choice('width', 'wide', t('picture.wide'))}
          <Menu.Divider />
          <Menu.Label>{t('picture.crop')}</Menu.Label>
          {choice('crop', null, t('picture.whole'))}
          {crops.map((crop) => choice('crop', crop, crop))}
          <Menu.Divider />
          <Menu.Item color="red" onClick={remove}>
            {t('picture.delete')}
          </Menu.Item>
        </LazyMenu>
      )}
      {replaced !== null && (
        <LibraryPicker
          multiple={false}
          onClose={() => setReplaced(null)}
          onPick={([chosen]) => {
            setReplaced(null);
            if (!chosen || editor.isDestroyed) return;
            showToast(
              t(replaceFromLibrary(editor, replaced, chosen) ? 'image.replacedByKnown' : 'image.gone'),
            );
            focusWithCaret(editor.view);
          }}
        />
      )}
      {about !== null && <FigureDialog editor={editor} id={about} onClose={() => setAbout(null)} />}
    </>
  );
}
