// A person's own account: how others see them, their language, their password, their sessions.
import {
  type Clock,
  clocks,
  type PasswordChange,
  type ProfileChange,
  personColors,
} from '@galley/shared/api/people.ts';
import { uploadTypes } from '@galley/shared/article/picture-files.ts';
import { mediaRoutes } from '@galley/shared/contract/media.ts';
import { ownAccountRoutes } from '@galley/shared/contract/own-account.ts';
import { type Language, languages } from '@galley/shared/language.ts';
import {
  Button,
  Checkbox,
  ColorInput,
  FileButton,
  Group,
  PasswordInput,
  Select,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';
import { refreshSession, useMe, useSession } from '../app/session.tsx';
import { showProblem, showToast } from '../app/toasts.ts';
import { Face } from '../ui/face.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { timeText } from '../ui/times.ts';
import { NotificationSettingsCard } from './notification-settings.tsx';
import { PasskeysCard } from './passkeys-card.tsx';
import classes from './profile-page.module.css';
import { SecondFactorCard } from './second-factor-card.tsx';
import { SessionsCard } from './sessions-card.tsx';

export function ProfilePage() {
  const { t } = useTranslation('accounts');
  const session = useSession();
  const ownPassword = session?.state === 'signed-in' && session.ownPassword;
  return (
    <div className={classes.page}>
      <PageTitle>{t('profile.title')}</PageTitle>
      <Title order={1} className={classes.title ?? ''}>
        {t('profile.title')}
      </Title>
      <AboutYou />
      <NotificationSettingsCard />
      {ownPassword && <Password />}
      {ownPassword && <PasskeysCard />}
      {ownPassword && <SecondFactorCard />}
      <SessionsCard />
    </div>
  );
}

function AboutYou() {
  const { t } = useTranslation('accounts');
  const { t: general } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const [name, setName] = useState(me.name);
  const [color, setColor] = useState(me.color);
  const [language, setLanguage] = useState(me.language);
  const [clock, setClock] = useState(me.clock);
  const [namedPublicly, setNamedPublicly] = useState(me.namedPublicly);
  const save = useMutation({
    mutationFn: (change: ProfileChange) => call(ownAccountRoutes.changeProfile, { body: change }),
    onSuccess: async () => {
      showToast(t('profile.saved'));
      await refreshSession(client);
      await client.invalidateQueries({ queryKey: keys.people });
    },
    onError: showProblem,
  });
  const upload = useMutation({
    mutationFn: (file: File) => call(mediaRoutes.uploadPicture, { body: file, query: { for: 'profile' } }),
    onSuccess: ({ id }) => save.mutate({ picture: id }),
    onError: showProblem,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({
      name,
      language,
      clock,
      namedPublicly,
      color: personColors.find((candidate) => candidate === color),
    });
  };
  return (
    <section className={classes.card} aria-labelledby="about-you">
      <h2 id="about-you">{t('profile.aboutYou')}</h2>
      <Group mb="md">
        <Face person={{ name, color, picture: me.picture }} size={56} />
        <div>
          <Text size="sm" fw={500} mb={4}>
            {t('profile.picture')}
          </Text>
          <Group gap="xs">
            <FileButton accept={uploadTypes.join()} onChange={(file) => file && upload.mutate(file)}>
              {(props) => (
                <Button {...props} size="compact-sm" variant="default" loading={upload.isPending}>
                  {t('profile.choose')}
                </Button>
              )}
            </FileButton>
            {me.picture && (
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                onClick={() => save.mutate({ picture: null })}
              >
                {t('profile.removePicture')}
              </Button>
            )}
          </Group>
        </div>
      </Group>
      <form onSubmit={submit} className={classes.form}>
        <TextInput
          required
          label={t('field.name')}
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ColorInput
          label={t('profile.color')}
          format="hex"
          value={color}
          onChange={setColor}
          swatches={[...personColors]}
          swatchesPerRow={6}
          withPicker={false}
          withEyeDropper={false}
          disallowInput
        />
        <Select
          label={t('profile.language')}
          data={languages.map((value) => ({ value, label: general(`language.${value}`) }))}
          value={language}
          allowDeselect={false}
          onChange={(value) => setLanguage(languages.find((candidate) => candidate === value) ?? language)}
        />
        <Select
          label={t('profile.clock')}
          data={[
            { value: ownClock, label: t('profile.clockOwn', { time: evening(language, null) }) },
            ...clocks.map((value) => ({
              value: value as string,
              label: t(`profile.clock${value}`, { time: evening(language, value) }),
            })),
          ]}
          value={clock ?? ownClock}
          allowDeselect={false}
          onChange={(value) => setClock(clocks.find((one) => one === value) ?? null)}
        />
        <Checkbox
          label={t('profile.namedPublicly')}
          description={t('profile.namedPubliclyWhy')}
          checked={namedPublicly}
          onChange={(event) => setNamedPublicly(event.currentTarget.checked)}
        />
        <Button type="submit" loading={save.isPending} className={classes.submit ?? ''}>
          {general('save')}
        </Button>
      </form>
    </section>
  );
}

const ownClock = 'language';

/** A time as this clock shows it. */
function evening(language: Language, clock: Clock | null): string {
  return timeText(new Date(2026, 0, 1, 18, 30), 'time', { language, clock });
}

function Password() {
  const { t } = useTranslation('accounts');
  const empty: PasswordChange = { currentPassword: '', newPassword: '' };
  const [change, setChange] = useState(empty);
  const save = useMutation({
    mutationFn: () => call(ownAccountRoutes.changePassword, { body: change }),
    onSuccess: () => {
      setChange(empty);
      showToast(t('profile.changed'));
    },
    onError: showProblem,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <section className={classes.card} aria-labelledby="password">
      <h2 id="password">{t('profile.password')}</h2>
      <form onSubmit={submit} className={classes.form}>
        <PasswordInput
          required
          autoComplete="current-password"
          label={t('profile.current')}
          value={change.currentPassword}
          onChange={(event) => setChange({ ...change, currentPassword: event.currentTarget.value })}
        />
        <PasswordInput
          required
          minLength={10}
          maxLength={128}
          autoComplete="new-password"
          label={t('profile.new')}
          description={t('field.passwordHint')}
          value={change.newPassword}
          onChange={(event) => setChange({ ...change, newPassword: event.currentTarget.value })}
        />
        <Button type="submit" variant="default" loading={save.isPending} className={classes.submit ?? ''}>
          {t('profile.change')}
        </Button>
      </form>
    </section>
  );
}
