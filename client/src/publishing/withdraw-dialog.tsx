// Taking the article back from the public, with a word to its readers.
import type { ArticleId } from '@galley/shared/ids.ts';
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../app/problem-text.ts';
import { showToast } from '../app/toasts.ts';
import { useArticle } from '../editor/article-context.ts';
import { useReturnFocus } from '../ui/use-return-focus.ts';
import { useWithdraw } from './publication.ts';
import classes from './publish-dialog.module.css';

export function WithdrawDialog({ article, onClose }: { article: ArticleId; onClose: () => void }) {
  const { t } = useTranslation(['publishing', 'app']);
  useReturnFocus();
  const { language } = useArticle();
  const [note, setNote] = useState('');
  const withdraw = useWithdraw(article, (shown) => {
    onClose();
    void shown.then(() => showToast(t('withdraw.done')));
  });
  return (
    <Modal
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
          <Textarea
            label={t('withdraw.note')}
            description={t('withdraw.noteHint')}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={500}
            lang={language}
            data-autofocus
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {withdraw.isError && (
            <Text role="alert" size="sm" c="var(--mantine-color-error)">
              {problemText(withdraw.error)}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" color="red.9" loading={withdraw.isPending}>
              {t('withdraw.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
