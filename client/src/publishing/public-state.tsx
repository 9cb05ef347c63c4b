// What the public sees of the article now, and whether the text has gone on since.
import type { Publication } from '@galley/shared/api/publishing.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { Anchor, Button } from '@mantine/core';
import { IconArrowsDiff, IconCheck, IconExternalLink, IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../app/people.ts';
import { TimeAgo } from '../ui/time-ago.tsx';
import { Part } from './part.tsx';
import classes from './public-state.module.css';

interface PublicStateProps {
  publication: Publication;
  onCompare: () => void;
}

export function PublicState({ publication, onCompare }: PublicStateProps) {
  const { t } = useTranslation('publishing');
  const { live, revisions, url, differs, withdrawal } = publication;
  const revision = revisions.find(({ number }) => number === live);

  return (
    <Part title={t('state.title')}>
      {revision ? (
        <>
          <p className={classes.line}>{t('state.live', { number: revision.number })}</p>
          <Act at={revision.publishedAt} by={revision.publishedBy} />
          {url !== null && (
            <Anchor href={url} target="_blank" className={classes.address ?? ''}>
              <span className={classes.url}>{new URL(url).pathname}</span>
              <IconExternalLink size={14} aria-label={t('state.open')} />
            </Anchor>
          )}
          {differs ? (
            <div className={classes.differs}>
              <p>{t('state.differs')}</p>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconArrowsDiff size={15} />}
                onClick={onCompare}
              >
                {t('state.see')}
              </Button>
            </div>
          ) : (
            <p className={classes.same}>
              <IconCheck size={15} aria-hidden />
              {t('state.same')}
            </p>
          )}
        </>
      ) : withdrawal ? (
        <div className={classes.withdrawn}>
          <p className={classes.line}>
            <IconEyeOff size={16} aria-hidden /> {t('state.withdrawn')}
          </p>
          <Act at={withdrawal.at} by={withdrawal.by} />
          <p className={classes.why}>
            {t('state.withdrawnWhy')} {withdrawal.note !== '' && t('state.withdrawnNote')}
          </p>
          {withdrawal.note !== '' && <blockquote className={classes.note}>{withdrawal.note}</blockquote>}
          {url !== null && (
            <Anchor href={url} target="_blank" className={classes.address ?? ''}>
              <span className={classes.url}>{new URL(url).pathname}</span>
              <IconExternalLink size={14} aria-label={t('state.open')} />
            </Anchor>
          )}
        </div>
      ) : (
        <p className={classes.never}>{t('state.never')}</p>
      )}
    </Part>
  );
}

/** When something was done and by whom. */
export function Act({ at, by }: { at: string; by: UserId }) {
  const { t } = useTranslation('publishing');
  const people = usePeople();
  return (
    <p className={classes.act}>
      <TimeAgo at={at} /> {t('state.by', { name: people.get(by)?.name ?? t('state.somebody') })}
    </p>
  );
}
