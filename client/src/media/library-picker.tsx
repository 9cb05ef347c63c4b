// Pictures out of the library, for a text that is being written: one, or several in the order in which they were chosen.
import type { Picture } from '@galley/shared/api/pictures.ts';
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';
import { PictureGrid } from './picture-grid.tsx';
import { type PictureQuestion, PictureSearch } from './picture-search.tsx';

interface LibraryPickerProps {
  multiple: boolean;
  onPick: (pictures: readonly Picture[]) => void;
  onClose: () => void;
}

/** `onPick` gets the pictures in the order in which they were chosen; one alone unless `multiple`. */
export function LibraryPicker({ multiple, onPick, onClose }: LibraryPickerProps) {
  const { t } = useTranslation('library');
  const { t: general } = useTranslation();
  const [question, setQuestion] = useState<PictureQuestion>({});
  const [chosen, setChosen] = useState<readonly Picture[]>([]);
  const ids = new Set(chosen.map(({ id }) => id));
  const press = (picture: Picture) => {
    if (!multiple) return onPick([picture]);
    setChosen(ids.has(picture.id) ? chosen.filter(({ id }) => id !== picture.id) : [...chosen, picture]);
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      size={900}
      title={t('picker.title')}
      closeButtonProps={{ 'aria-label': general('close') }}
    >
      <PictureSearch question={question} onAsk={setQuestion} />
      {multiple && (
        <Group mb="md">
          <Button disabled={chosen.length === 0} onClick={() => onPick(chosen)}>
            {chosen.length === 0 ? t('picker.choose') : t('picker.insert', { count: chosen.length })}
          </Button>
        </Group>
      )}
      <PictureGrid question={question} chosen={multiple ? ids : null} onPress={press} empty={t('noneRead')} />
    </Dialog>
  );
}
