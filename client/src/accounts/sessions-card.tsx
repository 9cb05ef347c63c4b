// Where a person is signed in, and how they sign out there.
import type { OwnSession } from '@galley/shared/api/people.ts';
import { ownAccountRoutes } from '@galley/shared/contract/own-account.ts';
import { Badge, Button, Group, Text } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';
import { useMe } from '../app/session.tsx';
import { useSignOut } from '../app/sign-out.tsx';
import { showProblem, showToast } from '../app/toasts.ts';
import { TimeAgo } from '../ui/time-ago.tsx';
import { useTimes } from '../ui/times.ts';
import page from './profile-page.module.css';
import classes from './sessions-card.module.css';

const sessionsQuery = queryOptions({
  queryKey: keys.ownSessions,
  queryFn: ({ signal }) => call(ownAccountRoutes.listOwnSessions, { signal }),
});

export function SessionsCard() {
  const { t } = useTranslation('accounts');
  const client = useQueryClient();
  const sessions = useQuery(sessionsQuery).data ?? [];
  const refresh = () => client.invalidateQueries({ queryKey: keys.ownSessions });
  const endOthers = useMutation({
    mutationFn: () => call(ownAccountRoutes.signOutElsewhere, {}),
    onSuccess: () => showToast(t('profile.endedElsewhere')),
    onSettled: refresh,
    onError: showProblem,
  });
  const endAll = useSignOut(useMe().id, () => call(ownAccountRoutes.signOutEverywhere, {}));
  return (
    <section className={page.card} aria-labelledby="sessions">
      <h2 id="sessions">{t('profile.sessions')}</h2>
      <Text size="sm" c="dimmed" mb="sm">
        {t('profile.sessionsWhy')}
      </Text>
      <ul className={classes.list} aria-labelledby="sessions">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} onEnded={refresh} />
        ))}
      </ul>
      <Group gap="xs" mt="md">
        <Button
          variant="default"
          loading={endOthers.isPending}
          disabled={sessions.length < 2}
          onClick={() => endOthers.mutate()}
        >
          {t('profile.elsewhere')}
        </Button>
        <Button variant="default" loading={endAll.isLeaving} onClick={() => void endAll.signOut()}>
          {t('profile.everywhere')}
        </Button>
      </Group>
    </section>
  );
}

function SessionRow({ session, onEnded }: { session: OwnSession; onEnded: () => Promise<void> }) {
  const { t } = useTranslation('accounts');
  const time = useTimes();
  const end = useMutation({
    mutationFn: () => call(ownAccountRoutes.endOwnSession, { params: { id: session.id } }),
    onSuccess: () => showToast(t('profile.ended')),
    onSettled: onEnded,
    onError: showProblem,
  });
  const browser =
    session.browser && session.system
      ? t('profile.browserOn', { browser: session.browser, system: session.system })
      : (session.browser ?? session.system ?? t('profile.unknownBrowser'));
  const date = time(session.createdAt, 'dateTime');
  return (
    <li className={classes.row}>
      <IconDeviceDesktop size={20} stroke={1.5} aria-hidden />
      <div className={classes.what}>
        <span className={classes.browser}>
          {browser}
          {session.current && (
            <Badge size="sm" variant="light" color="gray">
              {t('profile.thisSession')}
            </Badge>
          )}
        </span>
        <span className={classes.when}>
          {t('profile.signedInAt', { date })} · {t('profile.seen')} <TimeAgo at={session.seenAt} />
          {session.address !== null && ` · ${session.address}`}
        </span>
      </div>
      {!session.current && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          loading={end.isPending}
          aria-label={t('profile.endOne', { browser, date })}
          onClick={() => end.mutate()}
        >
          {t('profile.end')}
        </Button>
      )}
    </li>
  );
}
