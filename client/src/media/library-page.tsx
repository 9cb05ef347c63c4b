// The library's page: uploading, searching, and beside the list what is known of one picture.
import { pictureFilters } from '@galley/shared/api/pictures.ts';
import { uploadTypes } from '@galley/shared/article/picture-files.ts';
import { isId, type MediaId } from '@galley/shared/ids.ts';
import { Anchor, Button, FileButton, Progress } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { articlePath } from '../app/paths.ts';
import { useMay } from '../app/session.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useTimes } from '../ui/times.ts';
import classes from './library.module.css';
import { PictureDetails } from './picture-details.tsx';
import { PictureGrid } from './picture-grid.tsx';
import { type PictureQuestion, PictureSearch } from './picture-search.tsx';
import { expiredStoriesQuery } from './pictures.ts';
import { type Upload, useUploads } from './use-uploads.ts';

export function LibraryPage() {
  const { t } = useTranslation('library');
  const mayUpload = useMay('media.change');
  const mayPublish = useMay('article.publish');
  const [params, setParams] = useSearchParams();
  const { uploads, add, remove, removeAll, retry } = useUploads();
  /** Files are held over the page. */
  const [dropping, setDropping] = useState(false);
  const opened = params.get('picture');
  const question: PictureQuestion = {
    query: params.get('query') ?? undefined,
    show: pictureFilters.find((one) => one === params.get('show')),
    by: params.get('by') ?? undefined,
  };
  const go = (change: Record<string, string | undefined>, replace: boolean) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(change))
          if (value === undefined) next.delete(name);
          else next.set(name, value);
        return next;
      },
      { replace },
    );
  const carriesFiles = ({ dataTransfer }: DragEvent) => mayUpload && dataTransfer?.types.includes('Files');
  useWindowEvent('dragover', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    setDropping(true);
  });
  useWindowEvent('dragleave', (event) => {
    if (event.relatedTarget === null) setDropping(false);
  });
  useWindowEvent('drop', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    setDropping(false);
    add([...(event.dataTransfer?.files ?? [])]);
  });
  useWindowEvent('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!mayUpload || files.length === 0) return;
    event.preventDefault();
    add(files);
  });
  return (
    <div className={classes.page} data-dropping={dropping || undefined}>
      <PageHead
        title={t('title')}
        intro={t(mayUpload ? 'intro' : 'introReading')}
        action={
          mayUpload && (
            <FileButton multiple accept={uploadTypes.join()} onChange={add}>
              {(props) => (
                <Button {...props} leftSection={<IconUpload size={16} aria-hidden />}>
                  {t('upload')}
                </Button>
              )}
            </FileButton>
          )
        }
      >
        {mayUpload && <p className={classes.dim}>{t('drop')}</p>}
      </PageHead>
      {uploads.length > 0 && (
        <UploadList uploads={uploads} onRemove={remove} onRemoveAll={removeAll} onRetry={retry} />
      )}
      {mayPublish && <ExpiredStories onOpen={(picture) => go({ picture }, false)} />}
      <PictureSearch question={question} onAsk={(asked) => go({ ...asked }, true)} />
      <PictureGrid
        question={question}
        chosen={null}
        onPress={({ id }) => go({ picture: id }, false)}
        empty={t(mayUpload ? 'none' : 'noneRead')}
      />
      {isId<MediaId>(opened) && (
        <PictureDetails key={opened} id={opened} onClose={() => go({ picture: undefined }, true)} />
      )}
    </div>
  );
}

interface UploadListProps {
  uploads: readonly Upload[];
  onRemove: (upload: Upload) => void;
  onRemoveAll: () => void;
  onRetry: (upload: Upload) => void;
}

function UploadList({ uploads, onRemove, onRemoveAll, onRetry }: UploadListProps) {
  const { t } = useTranslation('library');
  const underWay = uploads.filter(({ failure }) => failure === null);
  return (
    <section aria-label={t('uploads')} className={classes.uploads}>
      <ul>
        {uploads.map((upload) => {
          const { id, name, share, failure, mayPass } = upload;
          return (
            <li key={id} className={classes.upload}>
              {failure === null ? (
                <div>
                  {t('uploading', { name })}
                  <Progress.Root>
                    <Progress.Section value={share * 100} aria-label={t('uploading', { name })} />
                  </Progress.Root>
                </div>
              ) : (
                <div role="alert">{t('failed', { name, why: failure })}</div>
              )}
              {failure !== null && mayPass && (
                <Button size="compact-sm" variant="default" onClick={() => onRetry(upload)}>
                  {t('again')}
                </Button>
              )}
              <Button
                size="compact-sm"
                variant="default"
                aria-label={failure === null ? t('cancelOne', { name }) : undefined}
                onClick={() => onRemove(upload)}
              >
                {t(failure === null ? 'cancel' : 'dismiss')}
              </Button>
            </li>
          );
        })}
      </ul>
      {underWay.length > 1 && (
        <div>
          <Button size="compact-sm" variant="default" onClick={onRemoveAll}>
            {t('cancelAll')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** For those who can publish them anew or withdraw them. */
function ExpiredStories({ onOpen }: { onOpen: (picture: string) => void }) {
  const { t } = useTranslation('library');
  const { t: board } = useTranslation('board');
  const times = useTimes();
  const { data: stories = [] } = useQuery(expiredStoriesQuery);
  if (stories.length === 0) return null;
  return (
    <section className={classes.expired} aria-labelledby="expired-stories">
      <h2 id="expired-stories">{t('expired.title', { count: stories.length })}</h2>
      <ul>
        {stories.map(({ article, headline, pictures }) => (
          <li key={article}>
            <Anchor component={Link} to={articlePath(article)}>
              {headline || board('untitled')}
            </Anchor>
            {pictures.map(({ id, caption, licenceEnd }) => (
              <span key={id}>
                {' · '}
                <Anchor component="button" type="button" onClick={() => onOpen(id)}>
                  {caption || t('noCaption')}
                </Anchor>{' '}
                <span className={classes.dim}>
                  {t('expired.ended', { day: times(licenceEnd, 'date', 'UTC') })}
                </span>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
