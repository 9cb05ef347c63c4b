// The first start without demo content: whoever can read the console becomes the first admin.
import { inviteRoutes } from '@galley/shared/contract/invites.ts';
import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { call } from '../app/api.ts';
import { currentLanguage } from '../app/language.ts';
import { refreshSession, useSession } from '../app/session.tsx';
import { Entrance } from './entrance.tsx';
import { JoinForm, type NewMember } from './join-form.tsx';

export function SetUpPage() {
  const { t } = useTranslation('accounts');
  const session = useSession();
  const client = useQueryClient();
  const [token, setToken] = useState('');
  const setUp = useMutation({
    mutationFn: (member: NewMember) =>
      call(inviteRoutes.setUp, { body: { token, ...member, language: currentLanguage() } }),
    onSuccess: () => refreshSession(client),
  });
  if (session && session.state !== 'setup') return <Navigate to="/" replace />;
  return (
    <Entrance title={t('setUp.title')} lead={t('setUp.lead')} error={setUp.error}>
      <JoinForm
        submitLabel={t('setUp.submit')}
        pending={setUp.isPending}
        error={setUp.error}
        onSubmit={setUp.mutate}
      >
        <TextInput
          required
          autoComplete="off"
          label={t('setUp.token')}
          description={t('setUp.tokenHint')}
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
      </JoinForm>
    </Entrance>
  );
}
