// What else an admin does for a person's access to the desk.
import type { Member } from '@galley/shared/api/people.ts';
import { peopleRoutes } from '@galley/shared/contract/people.ts';
import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconDots, IconKey, IconLogout, IconShieldOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';
import { showProblem, showToast } from '../app/toasts.ts';
import { askFirst } from '../ui/ask-first.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { LazyMenu } from '../ui/lazy-menu.tsx';
import { useTimes } from '../ui/times.ts';
import { OneTimeLink } from './one-time-link.tsx';
import classes from './people-page.module.css';

export function MemberMenu({ member }: { member: Member }) {
  const { t } = useTranslation('admin');
  const { t: general } = useTranslation();
  const time = useTimes();
  const link = useMutation({
    mutationFn: () => call(peopleRoutes.createResetLink, { params: { id: member.id } }),
    onError: showProblem,
  });
  const end = useMutation({
    mutationFn: () => call(peopleRoutes.endSessionsOf, { params: { id: member.id } }),
    onSuccess: () => showToast(t('sessionsEnded', { name: member.name })),
    onError: showProblem,
  });
  const askToEnd = () =>
    askFirst({
      title: t('endSessionsTitle', { name: member.name }),
      children: <Text size="sm">{t('endSessionsText')}</Text>,
      labels: { confirm: t('endSessions'), cancel: general('cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => end.mutate(),
    });
  const client = useQueryClient();
  const resetFactor = useMutation({
    mutationFn: () => call(peopleRoutes.resetSecondFactor, { params: { id: member.id } }),
    onSuccess: () => showToast(t('factorReset', { name: member.name })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.people }),
    onError: showProblem,
  });
  const askToResetFactor = () =>
    askFirst({
      title: t('resetFactorTitle', { name: member.name }),
      children: <Text size="sm">{t('resetFactorText')}</Text>,
      labels: { confirm: t('resetFactor'), cancel: general('cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => resetFactor.mutate(),
    });
  return (
    <>
      <LazyMenu
        position="bottom-end"
        shadow="md"
        withinPortal
        target={
          <ActionIcon
            variant="subtle"
            color="gray"
            className={classes.menu ?? ''}
            aria-label={t('more', { name: member.name })}
          >
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        }
      >
        <Menu.Item
          leftSection={<IconKey size={16} aria-hidden />}
          disabled={!member.active}
          onClick={() => link.mutate()}
        >
          {t('resetLink')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          disabled={!member.active}
          onClick={askToEnd}
        >
          {t('endSessions')}
        </Menu.Item>
        {(member.secondFactor || member.passkeys > 0) && (
          <Menu.Item leftSection={<IconShieldOff size={16} aria-hidden />} onClick={askToResetFactor}>
            {t('resetFactor')}
          </Menu.Item>
        )}
      </LazyMenu>
      {link.data && (
        <Dialog
          opened
          onClose={link.reset}
          title={t('resetTitle', { name: member.name })}
          closeButtonProps={{ 'aria-label': general('close') }}
        >
          <OneTimeLink link={link.data.link}>
            {t('resetReady', { date: time(link.data.expiresAt, 'dateTime') })}
          </OneTimeLink>
        </Dialog>
      )}
    </>
  );
}
