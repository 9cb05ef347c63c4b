// Where people set up a second factor whom the desk asks for one, before they can do anything else.
import { Anchor, SegmentedControl } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import { useSession } from '../app/session.tsx';
import { useSignOut } from '../app/sign-out.tsx';
import { Entrance } from './entrance.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { AddPasskey } from './passkeys-card.tsx';
import { placeWithin } from './place-within.ts';
import { SetUpSecondFactor } from './second-factor-card.tsx';

export function SecondFactorPage() {
  const { t } = useTranslation('accounts');
  const session = useSession();
  const [params] = useSearchParams();
  const [error, setError] = useState<unknown>(null);
  const { signOut } = useSignOut(session?.state === 'second-factor-missing' ? session.me.id : undefined);
  if (session?.state === 'signed-in') return <Navigate to={placeWithin(params.get('next'))} replace />;
  if (session?.state !== 'second-factor-missing') return <Navigate to="/sign-in" replace />;
  const has = session.me.passkeys > 0;
  return (
    <ModalsProvider>
      <Entrance
        title={t('factorFirst.title')}
        lead={t(has ? 'factorFirst.leadPasskey' : 'factorFirst.lead', { name: session.me.name })}
        error={error}
      >
        {has ? <PasskeyButton onError={setError} /> : <Choice />}
        <Anchor component="button" type="button" size="sm" mt="lg" onClick={() => void signOut()}>
          {t('factorFirst.signOut')}
        </Anchor>
      </Entrance>
    </ModalsProvider>
  );
}

/** An authenticator app, or a passkey where the browser knows them. */
function Choice() {
  const { t } = useTranslation('accounts');
  const [way, setWay] = useState<'app' | 'passkey'>('app');
  if (typeof PublicKeyCredential === 'undefined') return <SetUpSecondFactor />;
  return (
    <>
      <SegmentedControl
        fullWidth
        mb="md"
        aria-label={t('factorFirst.which')}
        value={way}
        data={[
          { value: 'app', label: t('factorFirst.app') },
          { value: 'passkey', label: t('factorFirst.passkey') },
        ]}
        onChange={(value) => setWay(value === 'passkey' ? 'passkey' : 'app')}
      />
      {way === 'app' ? <SetUpSecondFactor /> : <AddPasskey />}
    </>
  );
}
