// Choosing when the article is published by itself, on the clocks of the desk's time zone. What is published then is the text
// that stands there now.
import type { Publication } from '@galley/shared/api/publishing.ts';
import type { ReadinessCode } from '@galley/shared/article/readiness-item.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../app/api.ts';
import { problemText } from '../app/problem-text.ts';
import { showToast } from '../app/toasts.ts';
import { useArticle } from '../editor/article-context.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useTimes } from '../ui/times.ts';
import { localTime } from '../ui/zone-time.ts';
import { type ChosenTime, timeInput, timeRefusalOf } from './chosen-time.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { ExpiryFields, useExpiryChoice } from './expiry-fields.tsx';
import { newestRevision, useSchedule } from './publication.ts';
import classes from './publish-dialog.module.css';
import { nextFullHour, weekAfter } from './schedule-time.ts';
import { TimeChoice } from './time-choice.tsx';

interface ScheduleDialogProps {
  article: ArticleId;
  publication: Publication;
  onClose: () => void;
}

export function ScheduleDialog({ article, publication, onClose }: ScheduleDialogProps) {
  const { t } = useTranslation(['publishing', 'app']);
  const timeText = useTimes();
  const { timeZone, scheduled, hash } = publication;
  const { row } = useArticle();
  const [first] = useState(() => (scheduled ? new Date(scheduled.at) : firstTime(row.embargo)));
  const [time, setTime] = useState<ChosenTime>({ local: localTime(first, timeZone), occurrence: null });
  const expiry = useExpiryChoice(publication, weekAfter(first));
  const schedule = useSchedule(article, (changed) => {
    if (changed.scheduled)
      showToast(t('schedule.done', { time: timeText(changed.scheduled.at, 'zoned', timeZone) }));
    onClose();
  });
  const refusal = timeRefusalOf(schedule.error);
  // What is missing now is listed in the panel; a licence may end between now and then.
  const refusalText = (error: Error) =>
    isMissing(error, 'licence-ended') ? t('schedule.licence') : problemText(error);
  const expiryRefusal = timeRefusalOf(schedule.error, 'expiry.');

  return (
    <Dialog
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
            ...expiry.input,
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
            focused
            onChange={(changed) => {
              setTime(changed);
              schedule.reset();
            }}
          />
          <ExpiryFields
            state={expiry}
            timeZone={timeZone}
            refusal={expiryRefusal}
            onChange={() => schedule.reset()}
          />
          <DialogFoot
            refusal={
              schedule.isError && refusal === null && expiryRefusal === null
                ? refusalText(schedule.error)
                : null
            }
            submit={t('schedule.submit')}
            pending={schedule.isPending}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Dialog>
  );
}

/** The next full hour, or the end of the embargo. */
function firstTime(embargo: string | null): Date {
  const next = nextFullHour(new Date());
  return embargo !== null && new Date(embargo) > next ? new Date(embargo) : next;
}

/** Whether the server names this among what stands against the publication. */
function isMissing(error: Error, code: ReadinessCode): boolean {
  if (!(error instanceof ApiProblem) || error.problem.code !== 'not-ready') return false;
  return (error.problem.errors ?? []).some(({ message }) => message === code);
}
