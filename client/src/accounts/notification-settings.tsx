// How a person wants to be notified: of each kind of event whether in the inbox and whether by e-mail, and when a digest comes.
import {
  type Digest,
  mailTimings,
  type NotificationKind,
  type NotificationSettings,
  notificationKinds,
} from '@galley/shared/api/notifications.ts';
import { notificationRoutes } from '@galley/shared/contract/notifications.ts';
import { Button, Checkbox, NativeSelect, Text } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';
import { showProblem, showToast } from '../app/toasts.ts';
import { useTimes } from '../ui/times.ts';
import classes from './notification-settings.module.css';
import page from './profile-page.module.css';

const settingsQuery = queryOptions({
  queryKey: keys.notificationSettings,
  queryFn: ({ signal }) => call(notificationRoutes.readNotificationSettings, { signal }),
});

export function NotificationSettingsCard() {
  const { t } = useTranslation('inbox');
  const { data } = useQuery(settingsQuery);
  return (
    <section id="notifications" className={page.card} aria-labelledby="notification-settings">
      <h2 id="notification-settings">{t('settings.title')}</h2>
      {data && <SettingsForm {...data} />}
    </section>
  );
}

function SettingsForm({ mailReady, ...saved }: NotificationSettings & { mailReady: boolean }) {
  const { t } = useTranslation('inbox');
  const { t: general } = useTranslation();
  const client = useQueryClient();
  const [settings, setSettings] = useState<NotificationSettings>(saved);
  const save = useMutation({
    mutationFn: () => call(notificationRoutes.changeNotificationSettings, { body: settings }),
    onSuccess: (now) => {
      client.setQueryData(keys.notificationSettings, now);
      showToast(t('settings.saved'));
    },
    onError: showProblem,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const change = (
    kind: NotificationKind,
    setting: Partial<NotificationSettings['kinds'][NotificationKind]>,
  ) =>
    setSettings({
      ...settings,
      kinds: { ...settings.kinds, [kind]: { ...settings.kinds[kind], ...setting } },
    });
  return (
    <form onSubmit={submit} className={page.form}>
      {!mailReady && (
        <Text size="sm" c="dimmed" id="no-mail">
          {t('settings.noMail')}
        </Text>
      )}
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('settings.what')}</th>
            <th scope="col">{t('settings.inbox')}</th>
            <th scope="col">{t('settings.mail')}</th>
          </tr>
        </thead>
        <tbody>
          {notificationKinds.map((kind) => {
            const what = t(`settings.kind.${kind}`);
            const { inbox, mail } = settings.kinds[kind];
            return (
              <tr key={kind}>
                <th scope="row">{what}</th>
                <td>
                  <Checkbox
                    aria-label={t('settings.inboxOf', { what })}
                    checked={inbox}
                    onChange={(event) => change(kind, { inbox: event.currentTarget.checked })}
                  />
                </td>
                <td>
                  <NativeSelect
                    size="xs"
                    className={classes.mail ?? ''}
                    aria-label={t('settings.mailOf', { what })}
                    aria-describedby={mailReady ? undefined : 'no-mail'}
                    disabled={!mailReady}
                    data={mailTimings.map((value) => ({ value, label: t(`settings.timing.${value}`) }))}
                    value={mailReady ? mail : 'off'}
                    onChange={({ currentTarget: { value } }) =>
                      change(kind, { mail: mailTimings.find((timing) => timing === value) ?? mail })
                    }
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {mailReady && (
        <DigestTime digest={settings.digest} onChange={(digest) => setSettings({ ...settings, digest })} />
      )}
      <Button type="submit" loading={save.isPending} className={page.submit ?? ''}>
        {general('save')}
      </Button>
    </form>
  );
}

const everyHour = 'every-hour';
const hours = Array.from({ length: 24 }, (_, hour) => hour);

function DigestTime({ digest, onChange }: { digest: Digest; onChange: (digest: Digest) => void }) {
  const { t } = useTranslation('inbox');
  const time = useTimes();
  return (
    <NativeSelect
      label={t('settings.digest')}
      description={digest.every === 'day' ? t('settings.zone', { zone: digest.timeZone }) : null}
      className={classes.digest ?? ''}
      data={[
        { value: everyHour, label: t('settings.everyHour') },
        ...hours.map((hour) => ({
          value: String(hour),
          label: t('settings.everyDay', { time: time(new Date(2000, 0, 1, hour), 'time') }),
        })),
      ]}
      value={digest.every === 'hour' ? everyHour : String(digest.hour)}
      onChange={({ currentTarget: { value } }) =>
        onChange(
          value === everyHour
            ? { every: 'hour' }
            : {
                every: 'day',
                hour: Number(value),
                timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
              },
        )
      }
    />
  );
}
