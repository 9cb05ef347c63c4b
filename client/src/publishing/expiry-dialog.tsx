// Choosing when the public page is taken down by itself, and what readers see then.
import type { Publication } from '@galley/shared/api/publishing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../app/problem-text.ts';
import { showToast } from '../app/toasts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useTimes } from '../ui/times.ts';
import { localTime } from '../ui/zone-time.ts';
import { type ChosenTime, timeInput, timeRefusalOf } from './chosen-time.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { useExpire } from './publication.ts';
import classes from './publish-dialog.module.css';
import { weekAfter } from './schedule-time.ts';
import { TimeChoice } from './time-choice.tsx';
import { WithdrawalNote } from './withdrawal-note.tsx';

interface ExpiryDialogProps {
  article: ArticleId;
  publication: Publication;
  onClose: () => void;
}

export function ExpiryDialog({ article, publication, onClose }: ExpiryDialogProps) {
  const { t } = useTranslation(['publishing', 'app']);
  const timeText = useTimes();
  const { timeZone, expiry } = publication;
  const [time, setTime] = useState<ChosenTime>(() => ({
    local: localTime(expiry ? new Date(expiry.at) : weekAfter(new Date()), timeZone),
    occurrence: null,
  }));
  const [note, setNote] = useState(expiry?.note ?? '');
  const expire = useExpire(article, (changed) => {
    if (changed.expiry) showToast(t('expiry.done', { time: timeText(changed.expiry.at, 'zoned', timeZone) }));
    onClose();
  });
  const refusal = timeRefusalOf(expire.error);
  return (
    <Dialog
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
            focused
            onChange={(changed) => {
              setTime(changed);
              expire.reset();
            }}
          />
          <WithdrawalNote value={note} onChange={setNote} />
          <DialogFoot
            refusal={expire.isError && refusal === null ? problemText(expire.error) : null}
            submit={t('expiry.submit')}
            pending={expire.isPending}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
