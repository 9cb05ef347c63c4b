// What else an admin does for a person's access to the desk.
import { type Member, resetLinkSchema } from '@galley/shared/api/people.ts';
import { ActionIcon, Menu, Modal } from '@mantine/core';
import { IconDots, IconKey } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../app/api.ts';
import { showProblem } from '../app/toasts.ts';
import { useTimes } from '../ui/times.ts';
import { OneTimeLink } from './one-time-link.tsx';
import classes from './people-page.module.css';

export function MemberMenu({ member }: { member: Member }) {
  const { t } = useTranslation('admin');
  const { t: general } = useTranslation();
  const time = useTimes();
  const link = useMutation({
    mutationFn: () => request('POST', `/api/people/${member.id}/reset-link`, { schema: resetLinkSchema }),
    onError: showProblem,
  });
  return (
    <>
      <Menu position="bottom-end" shadow="md" withinPortal>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            className={classes.menu ?? ''}
            aria-label={t('more', { name: member.name })}
          >
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconKey size={16} aria-hidden />}
            disabled={!member.active}
            onClick={() => link.mutate()}
          >
            {t('resetLink')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {link.data && (
        <Modal
          opened
          onClose={link.reset}
          title={t('resetTitle', { name: member.name })}
          closeButtonProps={{ 'aria-label': general('close') }}
        >
          <OneTimeLink link={link.data.link}>
            {t('resetReady', { date: time(link.data.expiresAt, 'dateTime') })}
          </OneTimeLink>
        </Modal>
      )}
    </>
  );
}
