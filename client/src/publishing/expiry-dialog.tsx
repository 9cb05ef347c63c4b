// Choosing when the public page is taken down by itself, and what readers see then.
import type { Publication } from '@galley/shared/api/publishing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../app/problem-text.ts';
import { showToast } from '../app/toasts.ts';
import { useArticle } from '../editor/article-context.ts';
import { useTimes } from '../ui/times.ts';
import { useReturnFocus } from '../ui/use-return-focus.ts';
import { localTime } from '../ui/zone-time.ts';
import { useExpire } from './publication.ts';
import classes from './publish-dialog.module.css';
import { nextFullHour } from './schedule-time.ts';
import { type ChosenTime, TimeChoice, timeInput, timeRefusalOf } from './time-choice.tsx';

interface ExpiryDialogProps {
  article: ArticleId;
  publication: Publication;
  onClose: () => void;
}

const weekMs = 7 * 86_400_000;

export function ExpiryDialog({ article, publication, onClose }: ExpiryDialogProps) {
  const { t } = useTranslation(['publishing', 'app']);
  const { language } = useArticle();
  const timeText = useTimes();
  useReturnFocus();
  const { timeZone, expiry } = publication;
  const [time, setTime] = useState<ChosenTime>(() => ({
    local: localTime(expiry ? new Date(expiry.at) : nextFullHour(new Date(Date.now() + weekMs)), timeZone),
    occurrence: null,
  }));
  const [note, setNote] = useState(expiry?.note ?? '');
  const expire = useExpire(article, (changed) => {
    if (changed.expiry) showToast(t('expiry.done', { time: timeText(changed.expiry.at, 'zoned', timeZone) }));
    onClose();
  });
  const refusal = timeRefusalOf(expire.error);
  return (
    <Modal
      opened
      onClose={onClose}
      size="md"
      title={<span className={classes.title}>{t('expiry.title')}</span>}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          expire.mutate({ ...timeInput(time), note });
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('expiry.will')}</Text>
          <TimeChoice
            timeZone={timeZone}
            label={t('expiry.time')}
            value={time}
            refusal={refusal}
            onChange={(changed) => {
              setTime(changed);
              expire.reset();
            }}
          />
          <Textarea
            label={t('withdraw.note')}
            description={t('withdraw.noteHint')}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={500}
            lang={language}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {expire.isError && refusal === null && (
            <Text role="alert" size="sm" c="var(--mantine-color-error)">
              {problemText(expire.error)}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" loading={expire.isPending}>
              {t('expiry.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
