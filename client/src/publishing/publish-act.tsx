// The way to publication: for admins a button that says why it waits, for others who to ask.
import type { Publication } from '@galley/shared/api/publishing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconClock, IconWorldUpload } from '@tabler/icons-react';
import { useId, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/session.tsx';
import { useArticle } from '../editor/article-context.ts';
import { useTimes } from '../ui/times.ts';
import { newestRevision } from './publication.ts';
import classes from './publish-act.module.css';
import { PublishDialog } from './publish-dialog.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { ScheduledState } from './scheduled-state.tsx';

export function PublishAct({ article, publication }: { article: ArticleId; publication: Publication }) {
  const { t } = useTranslation('publishing');
  const mayPublish = useMay('article.publish');
  const [opened, dialog] = useDisclosure();
  const [scheduling, scheduleDialog] = useDisclosure();
  const { row } = useArticle();
  const time = useTimes();
  const obstacle = useObstacle(publication);
  const id = useId();
  const number = newestRevision(publication) + 1;
  const nothingNew = publication.differs === false;

  const embargo = row.embargo !== null && new Date(row.embargo) > new Date() ? row.embargo : null;

  const state = (
    <>
      <ScheduledState article={article} publication={publication} onChange={scheduleDialog.open} />
      {embargo !== null && (
        <p className={classes.why}>
          {t('embargo.until', { time: time(embargo, 'zoned', publication.timeZone) })}
        </p>
      )}
    </>
  );
  if (!mayPublish)
    return (
      <>
        {state}
        <p className={classes.why}>{t('publish.adminsOnly')}</p>
      </>
    );
  // What is public, or was, is corrected by hand.
  const maySchedule = publication.live === null && !publication.withdrawn && row.stage !== 'scheduled';
  return (
    <div>
      {state}
      <Button
        fullWidth
        variant={nothingNew ? 'default' : 'filled'}
        leftSection={<IconWorldUpload size={17} />}
        disabled={obstacle !== null}
        aria-describedby={obstacle === null ? undefined : id}
        onClick={dialog.open}
      >
        {nothingNew
          ? t('publish.withNote')
          : number === 1
            ? t('publish.first')
            : t('publish.again', { number })}
      </Button>
      {maySchedule && (
        <Button
          fullWidth
          mt="xs"
          variant="default"
          leftSection={<IconClock size={17} />}
          disabled={obstacle !== null}
          aria-describedby={obstacle === null ? undefined : id}
          onClick={scheduleDialog.open}
        >
          {t('schedule.open')}
        </Button>
      )}
      {obstacle !== null && (
        <p id={id} className={classes.why}>
          {t(`publish.${obstacle}`)}
        </p>
      )}
      {scheduling && (
        <ScheduleDialog article={article} publication={publication} onClose={scheduleDialog.close} />
      )}
      {opened && <PublishDialog article={article} publication={publication} onClose={dialog.close} />}
    </div>
  );
}

/** Why the article can't be published now; null where it can. */
function useObstacle({ readiness }: Publication): 'archived' | 'notReady' | 'unsaved' | 'offline' | null {
  const { row, session } = useArticle();
  const { save } = useSyncExternalStore(session.subscribe, session.getState);
  if (row.archivedAt !== null) return 'archived';
  if (readiness.length > 0) return 'notReady';
  // The server publishes what it has: words that are still on their way would be missing.
  if (save.type === 'saving' || save.type === 'delayed') return 'unsaved';
  return save.type === 'saved' ? null : 'offline';
}
