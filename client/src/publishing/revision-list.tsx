// What has been published so far, by whom, when and with which note; and for admins the way to take it back.
import type { Publication } from '@galley/shared/api/publishing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/session.tsx';
import { Part } from './part.tsx';
import { PassportDialog } from './passport-dialog.tsx';
import { Act } from './public-state.tsx';
import type { RevisionRange } from './publication.ts';
import classes from './revision-list.module.css';
import { WithdrawDialog } from './withdraw-dialog.tsx';

interface RevisionListProps {
  article: ArticleId;
  publication: Publication;
  onCompare: (range: RevisionRange) => void;
}

export function RevisionList({ article, publication, onCompare }: RevisionListProps) {
  const { t } = useTranslation('publishing');
  const mayWithdraw = useMay('article.withdraw');
  const [opened, dialog] = useDisclosure();
  const [checked, setChecked] = useState<number | null>(null);
  const { revisions, live, url } = publication;
  return (
    <Part title={t('revisions.title')}>
      {revisions.length === 0 ? (
        <p className={classes.none}>{t('revisions.none')}</p>
      ) : (
        <ol className={classes.list} reversed>
          {revisions.map(({ number, publishedAt, publishedBy, note, noteKind }) => (
            <li key={number} className={classes.item}>
              <div className={classes.head}>
                <span className={classes.name}>{t('revisions.name', { number })}</span>
                {number === live && <span className={classes.live}>{t('revisions.live')}</span>}
                {number > 1 && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    className={classes.compare ?? ''}
                    aria-label={t('revisions.compareLabel', { number })}
                    onClick={() => onCompare({ from: number - 1, to: number })}
                  >
                    {t('revisions.compare')}
                  </Button>
                )}
              </div>
              <Act at={publishedAt} by={publishedBy} />
              <Button
                size="compact-xs"
                variant="subtle"
                className={classes.passport ?? ''}
                aria-label={t('passport.openLabel', { number })}
                onClick={() => setChecked(number)}
              >
                {t('passport.open')}
              </Button>
              {note !== '' && (
                <blockquote className={classes.note}>
                  <b>{t(`noteKind.${noteKind}`)}</b> {note}
                </blockquote>
              )}
            </li>
          ))}
        </ol>
      )}
      {mayWithdraw && live !== null && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          c="var(--mantine-color-error)"
          className={classes.withdraw ?? ''}
          onClick={dialog.open}
        >
          {t('withdraw.open')}
        </Button>
      )}
      {checked !== null && (
        <PassportDialog
          article={article}
          number={checked}
          url={checked === live ? url : null}
          onClose={() => setChecked(null)}
        />
      )}
      {opened && <WithdrawDialog article={article} onClose={dialog.close} />}
    </Part>
  );
}
