// Beside the library: all that is known of one picture, where it is used, and what people say of it. Two people change at once:
// each fact that nobody touched here follows what the other one saves, and of one that both changed the person decides.
import {
  type PictureFact,
  pictureFactLimits,
  pictureFacts,
  type SaidOfPicture,
  type WholePicture,
} from '@galley/shared/api/pictures.ts';
import { isAutomaticAlt } from '@galley/shared/article/alt-texts.ts';
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { crops, isSourceType, sourceTypes } from '@galley/shared/article/picture-settings.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import { Anchor, Button, NativeSelect, Skeleton, Textarea, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
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
import { FocusPicker } from './focus-picker.tsx';
import classes from './library.module.css';
import { changePicture, deletePicture, pictureQuery, restorePicture } from './pictures.ts';

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

type FactName = keyof SaidOfPicture;

function FactsForm({ picture }: { picture: WholePicture }) {
  const { t } = useTranslation('library');
  const client = useQueryClient();
  const [changes, setChanges] = useState<SaidOfPicture>({});
  /** What each changed fact was when its change began. */
  const [before, setBefore] = useState<SaidOfPicture>({});
  const names = (Object.keys(changes) as FactName[]).filter((name) => changes[name] !== picture[name]);
  const conflicts = new Set(names.filter((name) => before[name] !== picture[name]));
  const set = (change: SaidOfPicture) => {
    const fresh = (Object.keys(change) as FactName[]).filter((name) => !(name in changes));
    setBefore((known) => ({ ...known, ...Object.fromEntries(fresh.map((name) => [name, picture[name]])) }));
    setChanges((made) => ({ ...made, ...change }));
  };
  const forget = (...dropped: FactName[]) => {
    const without = (facts: SaidOfPicture) =>
      Object.fromEntries(Object.entries(facts).filter(([name]) => !dropped.some((one) => one === name)));
    setChanges(without);
    setBefore(without);
  };
  const save = useMutation({
    mutationFn: () => {
      const only = (facts: SaidOfPicture) => Object.fromEntries(names.map((name) => [name, facts[name]]));
      return changePicture(picture.id, { changes: only(changes), before: only(before) });
    },
    onSuccess: async () => {
      const saved = names;
      await client.invalidateQueries({ queryKey: keys.pictures });
      forget(...saved);
      showToast(t('saved'));
    },
    onError: async (error) => {
      if (problemCode(error) === 'conflict') await client.invalidateQueries({ queryKey: keys.pictures });
      else showProblem(error);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (names.length > 0 && conflicts.size === 0) save.mutate();
  };
  const value = (name: FactName) => (name in changes ? changes[name] : picture[name]) ?? null;
  const theirs = (name: FactName): ReactNode =>
    conflicts.has(name) && (
      <div role="alert" className={classes.theirs}>
        <span>{picture[name] ? t('theirs', { value: picture[name] }) : t('theirsEmpty')}</span>
        <Button size="compact-sm" variant="default" onClick={() => forget(name)}>
          {t('takeTheirs')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => setBefore((known) => ({ ...known, [name]: picture[name] }))}
        >
          {t('keepMine')}
        </Button>
      </div>
    );
  const text = (name: PictureFact) => {
    const alt = name === 'alt' && isAutomaticAlt(String(value('alt') ?? ''));
    const field = {
      label: t(`field.${name}`),
      description: name === 'alt' ? t('hint.alt') : undefined,
      error: alt ? t('altAutomatic') : undefined,
      maxLength: pictureFactLimits[name],
      value: String(value(name) ?? ''),
      onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
        set({ [name]: currentTarget.value }),
    };
    return (
      <div key={name}>
        {name === 'caption' || name === 'usageTerms' || name === 'alt' ? (
          <Textarea {...field} autosize minRows={2} maxRows={8} />
        ) : (
          <TextInput {...field} autoComplete="off" />
        )}
        {theirs(name)}
      </div>
    );
  };
  const sourceType = value('sourceType');
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <FocusPicker
        media={picture.id}
        focus={value('focus')}
        ratios={crops}
        onSet={(focus) => set({ focus })}
      />
      {theirs('focus')}
      {pictureFacts.map(text)}
      <div>
        <TextInput
          type="date"
          label={t('field.licenceEnd')}
          description={t('hint.licenceEnd')}
          max="9999-12-31"
          value={value('licenceEnd') ?? ''}
          onChange={({ currentTarget }) => set({ licenceEnd: currentTarget.value || null })}
        />
        {picture.fileLicence && (
          <FileLicence
            licence={picture.fileLicence}
            isSet={value('licenceEnd') === picture.fileLicence.lastDay}
            onUse={(licenceEnd) => set({ licenceEnd })}
          />
        )}
        {theirs('licenceEnd')}
      </div>
      <div>
        <NativeSelect
          label={t('field.sourceType')}
          description={t('hint.sourceType')}
          value={sourceType ?? 'auto'}
          onChange={({ currentTarget }) =>
            set({ sourceType: isSourceType(currentTarget.value) ? currentTarget.value : null })
          }
          data={(['auto', ...sourceTypes] as const).map((one) => ({
            value: one,
            label: t(`origins.${one}`),
          }))}
        />
        {theirs('sourceType')}
      </div>
      {names.length > 0 && (
        <div className={classes.foot}>
          <Button type="submit" loading={save.isPending} disabled={conflicts.size > 0}>
            {t('save')}
          </Button>
          <Button variant="default" onClick={() => forget(...names)}>
            {t('discard')}
          </Button>
        </div>
      )}
    </form>
  );
}

interface FileLicenceProps {
  licence: NonNullable<WholePicture['fileLicence']>;
  isSet: boolean;
  onUse: (lastDay: string) => void;
}

/** Where the end of a licence comes from, and the way back to it. */
function FileLicence({ licence: { says, lastDay }, isSet, onUse }: FileLicenceProps) {
  const { t } = useTranslation('library');
  const times = useTimes();
  const said = useSaidTime()(says);
  return (
    <div className={classes.fromFile}>
      <span>
        {says === lastDay
          ? t('hint.fileLicence', { said })
          : t('hint.fileLicenceDay', { said, day: times(lastDay, 'date', 'UTC') })}
      </span>
      {!isSet && (
        <Button size="compact-sm" variant="default" onClick={() => onUse(lastDay)}>
          {t('hint.useFileLicence')}
        </Button>
      )}
    </div>
  );
}

/** What a file says of a day or a moment, with its time as it stands there. */
function useSaidTime(): (says: string) => string {
  const times = useTimes();
  return (says) => {
    const [day = '', time] = says.split('T');
    const written = times(day, 'date', 'UTC');
    return time === undefined ? written : `${written}, ${time.replace(/(Z|[+-]\d\d:\d\d)$/, ' $1')}`;
  };
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
