// Beside the library: all that is known of one picture, where it is used, and what people say of it.
import { pictureFacts, type WholePicture } from '@galley/shared/api/pictures.ts';
import { picturePath } from '@galley/shared/article/picture-files.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import { Anchor, Button, Skeleton } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { articlePath } from '../app/paths.ts';
import { usePeople } from '../app/people.ts';
import { problemCode, problemText } from '../app/problem-text.ts';
import { keys } from '../app/query-keys.ts';
import { useMay, useMe } from '../app/session.tsx';
import { showProblem, showToast } from '../app/toasts.ts';
import { SideDrawer } from '../ui/drawers.tsx';
import { StageDot } from '../ui/stage-dot.tsx';
import { useTimes } from '../ui/times.ts';
import { showUndo } from '../ui/undo-toast.tsx';
import { FactsForm, useSaidTime } from './facts-form.tsx';
import classes from './library.module.css';
import { deletePicture, pictureQuery, restorePicture } from './pictures.ts';

interface PictureDetailsProps {
  id: MediaId;
  onClose: () => void;
}

export function PictureDetails({ id, onClose }: PictureDetailsProps) {
  const { t } = useTranslation('library');
  const { t: general } = useTranslation();
  const picture = useQuery(pictureQuery(id));
  const mayChange = useMay('media.change');
  return (
    <SideDrawer
      opened
      onClose={onClose}
      position="right"
      size={520}
      title={t('details')}
      closeButtonProps={{ 'aria-label': general('close') }}
    >
      {picture.isPending && <Skeleton height={320} aria-busy />}
      {picture.error && (
        <p role="alert">
          {problemCode(picture.error) === 'not-found' ? t('gone') : problemText(picture.error)}
        </p>
      )}
      {picture.data && !picture.error && (
        <div className={classes.details}>
          {!mayChange && <img className={classes.shown} src={picturePath(id, 960)} alt={picture.data.alt} />}
          <Licence picture={picture.data} />
          {mayChange ? <FactsForm picture={picture.data} /> : <ReadFacts picture={picture.data} />}
          <FileFacts picture={picture.data} />
          <Uses picture={picture.data} />
          {mayChange && <DeleteButton picture={picture.data} onDeleted={onClose} />}
        </div>
      )}
    </SideDrawer>
  );
}

function Licence({ picture: { licence, licenceEnd } }: { picture: WholePicture }) {
  const { t } = useTranslation('library');
  const times = useTimes();
  if (licence === 'valid' || licenceEnd === null) return null;
  return (
    <p className={classes.warning} data-kind={licence}>
      {t(`licence.${licence}`, { day: times(licenceEnd, 'date', 'UTC') })}
    </p>
  );
}

function ReadFacts({ picture }: { picture: WholePicture }) {
  const { t } = useTranslation('library');
  const times = useTimes();
  const { licenceEnd, machineMade } = picture;
  const end = licenceEnd === null ? '' : times(licenceEnd, 'date', 'UTC');
  const rows = [
    ...pictureFacts.map((name) => [name, picture[name]] as const),
    ['licenceEnd', end] as const,
    ['sourceType', machineMade === null ? '' : t(`origins.${machineMade}`)] as const,
  ].filter(([, said]) => said !== '');
  return (
    <dl className={classes.facts}>
      {rows.map(([name, said]) => (
        <Fact key={name} name={t(`field.${name}`)} said={said} />
      ))}
    </dl>
  );
}

function Fact({ name, said }: { name: string; said: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{said}</dd>
    </>
  );
}

function FileFacts({ picture }: { picture: WholePicture }) {
  const { t, i18n } = useTranslation('library');
  const times = useTimes();
  const people = usePeople();
  const saidTime = useSaidTime();
  const { id, width, height, fileName, fileLicence, uploadedBy, createdAt, changedBy, changedAt } = picture;
  const megabytes = new Intl.NumberFormat(i18n.language, {
    style: 'unit',
    unit: 'megabyte',
    maximumSignificantDigits: 2,
  }).format(picture.size / 1_000_000);
  const byAt = (by: WholePicture['uploadedBy'], at: string) =>
    t('facts.byAt', { name: people.get(by)?.name ?? '?', at: times(at, 'dateTime') });
  return (
    <section>
      <h3>{t('facts.file')}</h3>
      <dl className={classes.facts}>
        <Fact name={t('facts.file')} said={fileName || t('facts.noName')} />
        <Fact name={picture.mime} said={t('facts.size', { width, height, size: megabytes })} />
        {fileLicence && (
          <Fact name={t('facts.licence')} said={t('facts.until', { said: saidTime(fileLicence.says) })} />
        )}
        <Fact name={t('facts.uploaded')} said={byAt(uploadedBy, createdAt)} />
        {changedBy !== null && changedAt !== null && (
          <Fact name={t('facts.changed')} said={byAt(changedBy, changedAt)} />
        )}
      </dl>
      <Anchor href={picturePath(id)} target="_blank" size="sm">
        {t('facts.open')}
      </Anchor>
    </section>
  );
}

function Uses({ picture: { usedIn, usedElsewhere } }: { picture: WholePicture }) {
  const { t } = useTranslation('library');
  const { t: board } = useTranslation('board');
  return (
    <section>
      <h3>{t('used')}</h3>
      {usedIn.length === 0 && usedElsewhere.length === 0 && <p className={classes.dim}>{t('usedNowhere')}</p>}
      <ul className={classes.uses}>
        {usedIn.map(({ article, headline, stage, archived, inText, isSocial, isPublic }) => (
          <li key={article}>
            <StageDot stage={stage} />
            <Anchor component={Link} to={articlePath(article)}>
              {headline || board('untitled')}
            </Anchor>
            <span className={classes.dim}>
              {[
                board(`stage.${stage}`),
                ...(inText ? [t('usedIn.text')] : []),
                ...(isSocial ? [t('usedIn.social')] : []),
                ...(isPublic ? [t('usedIn.public')] : []),
                ...(archived ? [t('usedIn.archived')] : []),
              ].join(' · ')}
            </span>
          </li>
        ))}
        {usedElsewhere.map((where) => (
          <li key={where}>{t(`usedElsewhere.${where}`)}</li>
        ))}
      </ul>
    </section>
  );
}

function DeleteButton({ picture, onDeleted }: { picture: WholePicture; onDeleted: () => void }) {
  const { t } = useTranslation('library');
  const client = useQueryClient();
  const me = useMe();
  const mayOthers = useMay('media.delete-others');
  const refresh = () => client.invalidateQueries({ queryKey: keys.pictures });
  const restore = async () => {
    try {
      await restorePicture(picture.id);
      showToast(t('restored'));
    } catch (error) {
      showProblem(error);
    }
    await refresh();
  };
  const remove = useMutation({
    mutationFn: () => deletePicture(picture.id),
    onSuccess: async () => {
      onDeleted();
      await refresh();
      showUndo(t('deleted'), t('undo'), restore);
    },
    onError: async (error) => {
      showProblem(error);
      await refresh();
    },
  });
  const isUsed = picture.usedIn.length + picture.usedElsewhere.length > 0;
  const isOthers = picture.uploadedBy !== me.id && !mayOthers;
  if (isUsed || isOthers) return <p className={classes.dim}>{t(isOthers ? 'deleteOthers' : 'deleteUsed')}</p>;
  return (
    <div>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={16} aria-hidden />}
        loading={remove.isPending}
        onClick={() => remove.mutate()}
      >
        {t('delete')}
      </Button>
    </div>
  );
}
