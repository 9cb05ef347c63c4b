// Where people set up a second factor whom the desk asks for one, before they can do anything else.
import { signingInRoutes } from '@galley/shared/contract/signing-in.ts';
import { Anchor } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import { call } from '../app/api.ts';
import { useSession } from '../app/session.tsx';
import { showProblem } from '../app/toasts.ts';
import { Entrance } from './entrance.tsx';
import { placeWithin } from './place-within.ts';
import { SetUpSecondFactor } from './second-factor-card.tsx';

export function SecondFactorPage() {
  const { t } = useTranslation('accounts');
  const session = useSession();
  const [params] = useSearchParams();
  const signOut = useMutation({
    mutationFn: () => call(signingInRoutes.signOut, {}),
    onSuccess: () => location.assign('/desk/sign-in'),
    onError: showProblem,
  });
  if (session?.state === 'signed-in') return <Navigate to={placeWithin(params.get('next'))} replace />;
  if (session?.state !== 'second-factor-missing') return <Navigate to="/sign-in" replace />;
  return (
    <Entrance title={t('factorFirst.title')} lead={t('factorFirst.lead', { name: session.me.name })}>
      <SetUpSecondFactor />
      <Anchor component="button" type="button" size="sm" mt="lg" onClick={() => signOut.mutate()}>
        {t('factorFirst.signOut')}
      </Anchor>
    </Entrance>
  );
}
