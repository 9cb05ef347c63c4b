// Where an invitation's link leads: who invites, as what, and the form to join.
import { inviteRoutes } from '@galley/shared/contract/invites.ts';
import { Button, Loader } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { call } from '../app/api.ts';
import { currentLanguage } from '../app/language.ts';
import { problemCode } from '../app/problem-text.ts';
import { refreshSession } from '../app/session.tsx';
import { Entrance } from './entrance.tsx';
import { JoinForm, type NewMember } from './join-form.tsx';

export function InvitePage() {
  const { t } = useTranslation('accounts');
  const { t: general } = useTranslation();
  const { token = '' } = useParams();
  const client = useQueryClient();
  const navigate = useNavigate();
  const invite = useQuery({
    queryKey: ['invite', token],
    queryFn: () => call(inviteRoutes.lookAtInvite, { body: { token } }),
    retry: false,
  });
  const accept = useMutation({
    mutationFn: (member: NewMember) =>
      call(inviteRoutes.acceptInvite, { body: { token, ...member, language: currentLanguage() } }),
    onSuccess: async () => {
      await refreshSession(client);
      await navigate('/');
    },
  });
  const code = problemCode(invite.error);
  if (invite.error) {
    const gone = code === 'not-found' || code === 'gone' || code === 'invalid-input';
    return (
      <Entrance
        title={t('invite.title')}
        lead={gone ? t('invite.gone') : ''}
        error={gone ? null : invite.error}
      >
        <Button component={Link} to="/sign-in" variant="default">
          {t('invite.toSignIn')}
        </Button>
      </Entrance>
    );
  }
  if (!invite.data) {
    return (
      <Entrance title={t('invite.title')} lead="">
        <Loader size="sm" />
      </Entrance>
    );
  }
  const { invitedBy, role, email } = invite.data;
  return (
    <Entrance
      title={t('invite.title')}
      lead={t('invite.lead', { name: invitedBy, role: general(`role.${role}`) })}
      error={accept.error}
    >
      <JoinForm
        email={email}
        submitLabel={t('invite.submit')}
        pending={accept.isPending}
        error={accept.error}
        onSubmit={accept.mutate}
      />
    </Entrance>
  );
}
