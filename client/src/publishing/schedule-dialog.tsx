// Choosing when the article is published by itself, on the clocks of the desk's time zone. What is published then is the text
// that stands there now.
import type { Publication } from '@galley/shared/api/publishing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../app/problem-text.ts';
import { showToast } from '../app/toasts.ts';
import { useArticle } from '../editor/article-context.ts';
import { useTimes } from '../ui/times.ts';
import { useReturnFocus } from '../ui/use-return-focus.ts';
import { localTime } from '../ui/zone-time.ts';
import { newestRevision, useSchedule } from './publication.ts';
import classes from './publish-dialog.module.css';
import { nextFullHour } from './schedule-time.ts';
import { type ChosenTime, TimeChoice, timeInput, timeRefusalOf } from './time-choice.tsx';

interface ScheduleDialogProps {
  article: ArticleId;
  publication: Publication;
  onClose: () => void;
}

export function ScheduleDialog({ article, publication, onClose }: ScheduleDialogProps) {
  const { t } = useTranslation(['publishing', 'app']);
  const timeText = useTimes();
  useReturnFocus();
  const { timeZone, scheduled, hash } = publication;
  const { row } = useArticle();
  const [time, setTime] = useState<ChosenTime>(() => ({
    local: localTime(scheduled ? new Date(scheduled.at) : firstTime(row.embargo), timeZone),
    occurrence: null,
  }));
  const schedule = useSchedule(article, (changed) => {
    if (changed.scheduled)
      showToast(t('schedule.done', { time: timeText(changed.scheduled.at, 'zoned', timeZone) }));
    onClose();
  });
  const refusal = timeRefusalOf(schedule.error);

  return (
    <Modal
      opened
      onClose={onClose}
      size="md"
      title={<span className={classes.title}>{t(scheduled ? 'schedule.change' : 'schedule.title')}</span>}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          schedule.mutate({
            hash,
            after: newestRevision(publication),
            ...timeInput(time),
          });
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('schedule.will')}</Text>
          <TimeChoice
            timeZone={timeZone}
            label={t('schedule.time')}
            value={time}
            refusal={refusal}
            onChange={(changed) => {
              setTime(changed);
              schedule.reset();
            }}
          />
          {schedule.isError && refusal === null && (
            <Text role="alert" size="sm" c="var(--mantine-color-error)">
              {problemText(schedule.error)}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" loading={schedule.isPending}>
              {t('schedule.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The next full hour, or the end of the embargo. */
function firstTime(embargo: string | null): Date {
  const next = nextFullHour(new Date());
  return embargo !== null && new Date(embargo) > next ? new Date(embargo) : next;
}
