// When the article is published by itself; or that it was held at its time, and why.
import type { HeldCode, Publication } from '@galley/shared/api/publishing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Alert, Button, Group } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../app/people.ts';
import { useMay } from '../app/session.tsx';
import { showProblem, showToast } from '../app/toasts.ts';
import { useTimes } from '../ui/times.ts';
import { Part } from './part.tsx';
import classes from './public-state.module.css';
import { useUnschedule } from './publication.ts';

interface ScheduledStateProps {
  article: ArticleId;
  publication: Publication;
  onChange: () => void;
}

export function ScheduledState({ article, publication, onChange }: ScheduledStateProps) {
  const { t } = useTranslation('publishing');
  const timeText = useTimes();
  const people = usePeople();
  const mayPublish = useMay('article.publish');
  const end = useUnschedule(article, () => showToast(t('schedule.ended')));
  const { scheduled, readiness } = publication;
  if (!scheduled) return null;
  const { at, timeZone, by, held, changed } = scheduled;
  const willHold = held === null && (changed || readiness.length > 0);
  return (
    <Part title={t('schedule.state')}>
      <p className={classes.line}>
        <IconClock size={16} aria-hidden /> <time dateTime={at}>{timeText(at, 'zoned', timeZone)}</time>
      </p>
      <p className={classes.act}>{t('state.by', { name: people.get(by)?.name ?? t('state.somebody') })}</p>
      {(held !== null || willHold) && (
        <Alert color="orange" variant="light" role="alert" my="xs">
          {held === null
            ? t(changed ? 'schedule.willHoldChanged' : 'schedule.willHold')
            : t(heldWords(held.why))}
        </Alert>
      )}
      {mayPublish && (
        <Group gap="xs" mt="xs">
          <Button size="compact-sm" variant="default" disabled={readiness.length > 0} onClick={onChange}>
            {t(held !== null || changed ? 'schedule.again' : 'schedule.changeTime')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            loading={end.isPending}
            onClick={() => end.mutate(undefined, { onError: showProblem })}
          >
            {t('schedule.end')}
          </Button>
        </Group>
      )}
    </Part>
  );
}

function heldWords(why: readonly HeldCode[]) {
  if (why.includes('under-embargo')) return 'schedule.heldEmbargo';
  if (why.includes('expired')) return 'schedule.heldExpired';
  return why.includes('text-changed') ? 'schedule.heldChanged' : 'schedule.held';
}
