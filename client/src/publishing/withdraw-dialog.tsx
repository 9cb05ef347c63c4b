// Taking the article back from the public, with a word to its readers.
import type { ArticleId } from '@galley/shared/ids.ts';
import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../app/problem-text.ts';
import { showToast } from '../app/toasts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import { useWithdraw } from './publication.ts';
import classes from './publish-dialog.module.css';
import { WithdrawalNote } from './withdrawal-note.tsx';

export function WithdrawDialog({ article, onClose }: { article: ArticleId; onClose: () => void }) {
  const { t } = useTranslation(['publishing', 'app']);
  const [note, setNote] = useState('');
  const withdraw = useWithdraw(article, (shown) => {
    onClose();
    void shown.then(() => showToast(t('withdraw.done')));
  });
  return (
    <Dialog
      opened
      onClose={onClose}
      size="md"
      title={<span className={classes.title}>{t('withdraw.title')}</span>}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          withdraw.mutate({ note });
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('withdraw.will')}</Text>
          <Text size="sm" c="dimmed">
            {t('withdraw.stays')}
          </Text>
          <WithdrawalNote value={note} onChange={setNote} focused />
          <DialogFoot
            refusal={withdraw.isError ? problemText(withdraw.error) : null}
            submit={t('withdraw.submit')}
            color="red.9"
            pending={withdraw.isPending}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
