// What is said of a picture, for those who may change it. Two people change at once: each fact that nobody touched here follows
// what the other one saves, and of one that both changed the person decides.
import {
  type PictureFact,
  pictureFactLimits,
  pictureFacts,
  type SaidOfPicture,
  type WholePicture,
} from '@galley/shared/api/pictures.ts';
import { isAutomaticAlt } from '@galley/shared/article/alt-texts.ts';
import { crops, isSourceType, sourceTypes } from '@galley/shared/article/picture-settings.ts';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemCode } from '../app/problem-text.ts';
import { keys } from '../app/query-keys.ts';
import { showProblem, showToast } from '../app/toasts.ts';
import { useTimes } from '../ui/times.ts';
import { FocusPicker } from './focus-picker.tsx';
import classes from './library.module.css';
import { changePicture } from './pictures.ts';

type FactName = keyof SaidOfPicture;

/** Saves what was changed, and nothing else. */
export function FactsForm({ picture }: { picture: WholePicture }) {
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
export function useSaidTime(): (says: string) => string {
  const times = useTimes();
  return (says) => {
    const [day = '', time] = says.split('T');
    const written = times(day, 'date', 'UTC');
    return time === undefined ? written : `${written}, ${time.replace(/(Z|[+-]\d\d:\d\d)$/, ' $1')}`;
  };
}
