// Pictures as a grid of buttons, page after page.
import type { Picture } from '@galley/shared/api/pictures.ts';
import { picturePath } from '@galley/shared/article/picture-files.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../app/problem-text.ts';
import { useTimes } from '../ui/times.ts';
import classes from './library.module.css';
import type { PictureQuestion } from './picture-search.tsx';
import { picturesQuery } from './pictures.ts';

interface PictureGridProps {
  question: PictureQuestion;
  /** Those that are marked as chosen, where several can be; null where a press opens or takes one. */
  chosen: ReadonlySet<MediaId> | null;
  onPress: (picture: Picture) => void;
  /** What is said where the desk has no picture at all. */
  empty: ReactNode;
}

export function PictureGrid({ question, chosen, onPress, empty }: PictureGridProps) {
  const { t } = useTranslation('library');
  const list = useInfiniteQuery(picturesQuery(question));
  const pictures = list.data?.pages.flatMap((page) => page.pictures) ?? [];
  const isNarrowed = Object.values(question).some((value) => value !== undefined);
  if (list.isPending) return <Skeleton height={240} radius="lg" aria-busy />;
  if (list.error && !list.data) return <p role="alert">{problemText(list.error)}</p>;
  if (pictures.length === 0) return <p className={classes.none}>{isNarrowed ? t('noneFound') : empty}</p>;
  return (
    <>
      <ul aria-label={t('list')} className={classes.grid}>
        {pictures.map((picture) => (
          <li key={picture.id}>
            <button
              type="button"
              className={classes.picture}
              aria-pressed={chosen ? chosen.has(picture.id) : undefined}
              onClick={() => onPress(picture)}
            >
              <img src={picturePath(picture.id, 480)} alt={picture.alt} loading="lazy" decoding="async" />
              <Caption picture={picture} />
            </button>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <div className={classes.more}>
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}

function Caption({ picture }: { picture: Picture }) {
  const { t } = useTranslation('library');
  const times = useTimes();
  const { caption, fileName, credit, uses, licence, licenceEnd, machineMade } = picture;
  return (
    <span className={classes.caption}>
      <b>{caption || fileName || t('noCaption')}</b>
      <span>
        {[credit, uses === 0 ? t('unused') : t('uses', { count: uses })].filter(Boolean).join(' · ')}
      </span>
      {(licence !== 'valid' || machineMade !== null) && (
        <span className={classes.badges}>
          {licence !== 'valid' && licenceEnd !== null && (
            <span data-kind={licence}>{t(`badge.${licence}`, { day: times(licenceEnd, 'day', 'UTC') })}</span>
          )}
          {machineMade !== null && <span>{t('badge.machine')}</span>}
        </span>
      )}
    </span>
  );
}
