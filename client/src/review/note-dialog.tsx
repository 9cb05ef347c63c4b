// Words that go with an act: why a section is returned or reopened.
import { Button, Group, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';

interface NoteDialogProps {
  kind: 'return' | 'reopen';
  section: string;
  pending: boolean;
  onClose: () => void;
  onSubmit: (text: string) => void;
}

/** `onSubmit` gets a text that is not empty. `kind` says why it is asked for. */
export function NoteDialog({ kind, section, pending, onClose, onSubmit }: NoteDialogProps) {
  const { t } = useTranslation('sections');
  const { t: general } = useTranslation();
  const [text, setText] = useState('');
  const isEmpty = text.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isEmpty) onSubmit(text.trim());
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(`${kind}.title`, { section })}
      closeButtonProps={{ 'aria-label': general('close') }}
    >
      <form
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) submit(event);
        }}
      >
        {kind === 'reopen' && (
          <Text size="sm" c="dimmed" mb="sm">
            {t('reopen.hint')}
          </Text>
        )}
        <Textarea
          label={t(`${kind}.label`)}
          value={text}
          required
          autosize
          minRows={3}
          maxRows={10}
          maxLength={1000}
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {general('cancel')}
          </Button>
          <Button type="submit" loading={pending} disabled={isEmpty}>
            {t(`${kind}.submit`)}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
