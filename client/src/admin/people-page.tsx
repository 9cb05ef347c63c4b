// Who works at the desk: roles, deactivation, invitations. For admins.
import { roles } from '@galley/shared/access/roles.ts';
import type { Member, NewInvite, PersonChange } from '@galley/shared/api/people.ts';
import { inviteRoutes } from '@galley/shared/contract/invites.ts';
import { peopleRoutes } from '@galley/shared/contract/people.ts';
import { Badge, Button, Select, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';
import { useMe } from '../app/session.tsx';
import { showProblem } from '../app/toasts.ts';
import { askFirst } from '../ui/ask-first.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Face } from '../ui/face.tsx';
import { TimeAgo } from '../ui/time-ago.tsx';
import { useTimes } from '../ui/times.ts';
import { AdminPage } from './admin-page.tsx';
import { MemberMenu } from './member-menu.tsx';
import { OneTimeLink } from './one-time-link.tsx';
import classes from './people-page.module.css';
import { SecondFactorRuleControl } from './second-factor-rule.tsx';

const membersQuery = queryOptions({
  queryKey: [...keys.people, 'members'],
  queryFn: ({ signal }) => call(peopleRoutes.listMembers, { signal }),
});
const invitesQuery = queryOptions({
  queryKey: [...keys.people, 'invites'],
  queryFn: ({ signal }) => call(inviteRoutes.listInvites, { signal }),
});

export function PeoplePage() {
  const { t } = useTranslation('admin');
  const members = useQuery(membersQuery).data ?? [];
  const [inviting, dialog] = useDisclosure();
  return (
    <AdminPage
      title={t('title')}
      action={
        <Button leftSection={<IconUserPlus size={16} />} onClick={dialog.open}>
          {t('invite')}
        </Button>
      }
    >
      <SecondFactorRuleControl members={members} />
      <ul className={classes.list}>
        {members.map((member) => (
          <MemberRow key={member.id} member={member} />
        ))}
      </ul>
      <OpenInvites />
      {inviting && <InviteDialog onClose={dialog.close} />}
    </AdminPage>
  );
}

function MemberRow({ member }: { member: Member }) {
  const { t } = useTranslation('admin');
  const { t: general } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (body: PersonChange) => call(peopleRoutes.changeMember, { params: { id: member.id }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.people }),
    onError: showProblem,
  });
  const self = member.id === me.id;
  const askToDeactivate = () =>
    askFirst({
      title: t('deactivateTitle', { name: member.name }),
      children: <Text size="sm">{t('deactivateText')}</Text>,
      labels: { confirm: t('deactivate'), cancel: general('cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => change.mutate({ active: false }),
    });
  return (
    <li className={classes.row} data-inactive={!member.active || undefined}>
      <Face person={member} size={34} />
      <div className={classes.who}>
        <span className={classes.name}>
          {member.name}
          {self && (
            <Badge size="sm" variant="light" color="gray">
              {t('you')}
            </Badge>
          )}
          {(member.secondFactor || member.passkeys > 0) && (
            <Badge size="sm" variant="light" color="teal">
              {t('secondFactor')}
            </Badge>
          )}
          {!member.active && (
            <Badge size="sm" variant="light" color="orange">
              {t('inactive')}
            </Badge>
          )}
        </span>
        <span className={classes.email}>{member.email}</span>
      </div>
      <span className={classes.seen}>
        {member.lastSeenAt ? <TimeAgo at={member.lastSeenAt} /> : t('never')}
      </span>
      <Select
        size="xs"
        className={classes.role ?? ''}
        aria-label={t('roleOf', { name: member.name })}
        data={roles.map((value) => ({ value, label: general(`role.${value}`) }))}
        value={member.role}
        allowDeselect={false}
        disabled={self || change.isPending}
        onChange={(value) => {
          const role = roles.find((candidate) => candidate === value);
          if (role) change.mutate({ role });
        }}
      />
      <Button
        size="compact-sm"
        variant="subtle"
        color={member.active ? 'red' : 'pencil'}
        className={classes.action ?? ''}
        disabled={self || change.isPending}
        onClick={() => (member.active ? askToDeactivate() : change.mutate({ active: true }))}
      >
        {member.active ? t('deactivate') : t('activate')}
      </Button>
      {!self && <MemberMenu member={member} />}
    </li>
  );
}

function OpenInvites() {
  const { t } = useTranslation('admin');
  const { t: general } = useTranslation();
  const client = useQueryClient();
  const invites = useQuery(invitesQuery).data ?? [];
  const revoke = useMutation({
    mutationFn: (id: string) => call(inviteRoutes.revokeInvite, { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: invitesQuery.queryKey }),
    onError: showProblem,
  });
  const time = useTimes();
  if (invites.length === 0) return null;
  return (
    <section aria-labelledby="open-invites">
      <h2 id="open-invites" className={classes.subtitle}>
        {t('pending')}
      </h2>
      <ul className={classes.list}>
        {invites.map((invite) => (
          <li key={invite.id} className={classes.row}>
            <div className={classes.who}>
              <span className={classes.name}>{invite.email ?? t('anybody')}</span>
              <span className={classes.email}>
                {general(`role.${invite.role}`)}, {t('expires', { date: time(invite.expiresAt, 'date') })}
              </span>
            </div>
            <Button size="compact-sm" variant="subtle" color="red" onClick={() => revoke.mutate(invite.id)}>
              {t('revoke')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('admin');
  const { t: general } = useTranslation();
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<(typeof roles)[number]>('editor');
  const create = useMutation({
    mutationFn: (body: NewInvite) => call(inviteRoutes.createInvite, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: invitesQuery.queryKey }),
    onError: showProblem,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ role, email: email.trim() === '' ? null : email.trim() });
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('inviteTitle')}
      closeButtonProps={{ 'aria-label': general('close') }}
    >
      {create.data ? (
        <OneTimeLink link={create.data.link}>{t('linkReady')}</OneTimeLink>
      ) : (
        <form onSubmit={submit} className={classes.form}>
          <Select
            label={t('inviteRole')}
            data={roles.map((value) => ({ value, label: general(`role.${value}`) }))}
            value={role}
            allowDeselect={false}
            onChange={(value) => setRole(roles.find((candidate) => candidate === value) ?? role)}
          />
          <TextInput
            type="email"
            label={t('inviteEmail')}
            description={t('inviteEmailHint')}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" loading={create.isPending}>
            {t('createLink')}
          </Button>
        </form>
      )}
    </Dialog>
  );
}
