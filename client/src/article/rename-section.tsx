// Asks for a section's own title.
import type { OutlineEntry } from '@galley/shared/article/outline.ts';
import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';
import { useOpenedOnce } from '../ui/use-opened-once.ts';
import { useSectionActions } from './section-actions.ts';

interface RenameSectionProps {
  entry: OutlineEntry;
  opened: boolean;
  onClose: () => void;
}

export function RenameSection({ entry, opened, onClose }: RenameSectionProps) {
  const { t } = useTranslation('editor');
  const { t: general } = useTranslation();
  const { isThere, isOpen } = useOpenedOnce(opened);
  if (!isThere) return null;
  return (
    <Dialog
      opened={isOpen}
      onClose={onClose}
      title={t('section.rename')}
      closeButtonProps={{ 'aria-label': general('close') }}
    >
      <RenameForm entry={entry} onClose={onClose} />
    </Dialog>
  );
}

function RenameForm({ entry, onClose }: Omit<RenameSectionProps, 'opened'>) {
  const { t } = useTranslation('editor');
  const { t: general } = useTranslation();
  const { rename } = useSectionActions();
  const [title, setTitle] = useState(entry.title);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename(entry.id, title);
    onClose();
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        label={t('section.renameLabel')}
        description={t('section.renameHint')}
        value={title}
        maxLength={200}
        data-autofocus
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {general('cancel')}
        </Button>
        <Button type="submit">{general('save')}</Button>
      </Group>
    </form>
  );
}
