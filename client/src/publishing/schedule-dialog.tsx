// Choosing when the article is published by itself, on the clocks of the desk's time zone. What is published then is the text
// that stands there now.
import { type Publication, type TimeRefusal, timeRefusals } from '@galley/shared/api/publishing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../app/api.ts';
import { problemText } from '../app/problem-text.ts';
import { showToast } from '../app/toasts.ts';
import { useArticle } from '../editor/article-context.ts';
import { useTimes } from '../ui/times.ts';
import { useReturnFocus } from '../ui/use-return-focus.ts';
import { WallTimeInput } from '../ui/wall-time-input.tsx';
import { localTime } from '../ui/zone-time.ts';
import { newestRevision, useSchedule } from './publication.ts';
import classes from './publish-dialog.module.css';
import { nextFullHour } from './schedule-time.ts';

interface ScheduleDialogProps {
  article: ArticleId;
  publication: Publication;
  onClose: () => void;
}

type Occurrence = 'first' | 'second';

export function ScheduleDialog({ article, publication, onClose }: ScheduleDialogProps) {
  const { t } = useTranslation(['publishing', 'app']);
  const timeText = useTimes();
  useReturnFocus();
  const { timeZone, scheduled, hash } = publication;
  const { row } = useArticle();
  const [local, setLocal] = useState(() =>
    localTime(scheduled ? new Date(scheduled.at) : firstTime(row.embargo), timeZone),
  );
  const [occurrence, setOccurrence] = useState<Occurrence | null>(null);
  const schedule = useSchedule(article, (changed) => {
    if (changed.scheduled)
      showToast(t('schedule.done', { time: timeText(changed.scheduled.at, 'zoned', timeZone) }));
    onClose();
  });
  const refusal = schedule.isError ? timeRefusalOf(schedule.error) : null;

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
            local,
            ...(occurrence !== null && { occurrence }),
          });
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('schedule.will')}</Text>
          <WallTimeInput
            timeZone={timeZone}
            label={t('schedule.time')}
            description={t('schedule.zone', { zone: timeZone })}
            value={local}
            data-autofocus
            error={refusal !== null && t(`schedule.refusal.${refusal}`)}
            onChange={(event) => {
              setLocal(event.currentTarget.value.slice(0, 16));
              setOccurrence(null);
              schedule.reset();
            }}
          />
          {(refusal === 'time-twice' || occurrence !== null) && (
            <Radio.Group
              label={t('schedule.which')}
              value={occurrence}
              onChange={(chosen) => setOccurrence(chosen === 'second' ? 'second' : 'first')}
            >
              <Stack gap={6} mt={6}>
                <Radio value="first" label={t('schedule.first')} />
                <Radio value="second" label={t('schedule.second')} />
              </Stack>
            </Radio.Group>
          )}
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

/** Why the server does not take the time; null where it refuses something else. An empty or half a time is none to it. */
function timeRefusalOf(error: Error): TimeRefusal | null {
  if (!(error instanceof ApiProblem)) return null;
  const [at] = (error.problem.errors ?? []).filter(({ path }) => path === 'local' || path === 'timeZone');
  if (!at) return null;
  return timeRefusals.find((why) => why === at.message) ?? 'time-invalid';
}
