// Signing in, with the demo people a click away where there is demo content.
import { type Demo, providerRefusals, type SignIn } from '@galley/shared/api/people.ts';
import { pathTo } from '@galley/shared/contract/path.ts';
import { signingInRoutes } from '@galley/shared/contract/signing-in.ts';
import {
  Alert,
  Anchor,
  Button,
  Divider,
  PasswordInput,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useSearchParams } from 'react-router';
import { call } from '../app/api.ts';
import { refreshSession, useSession } from '../app/session.tsx';
import { Face } from '../ui/face.tsx';
import classes from './entrance.module.css';
import { Entrance } from './entrance.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { placeWithin } from './place-within.ts';
import { SecondStep } from './second-step.tsx';

export function SignInPage() {
  const { t } = useTranslation('accounts');
  const session = useSession();
  const client = useQueryClient();
  const [params] = useSearchParams();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [step, setStep] = useState<'password' | 'code' | 'over'>('password');
  const [passkeyError, setPasskeyError] = useState<unknown>(null);
  const [asOperator, setAsOperator] = useState(false);
  const signIn = useMutation({
    mutationFn: (body: SignIn) => call(signingInRoutes.signIn, { body }),
    onSuccess: async (answer) => {
      if (answer?.secondStep) setStep('code');
      else await refreshSession(client);
    },
  });

  if (session?.state === 'signed-in') return <Navigate to={placeWithin(params.get('next'))} replace />;
  if (session?.state === 'second-factor-missing') return <Navigate to={`/second-factor?${params}`} replace />;
  if (session?.state === 'setup') return <Navigate to="/set-up" replace />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ email, password });
  };
  const provider = session?.state === 'signed-out' ? session.provider : null;
  const usesPasswords = session?.state !== 'signed-out' || session.passwords;
  const withPassword = usesPasswords || asOperator;
  const refused = providerRefusals.find((one) => one === params.get('refused'));
  const startAgain = (why: 'password' | 'over') => {
    setPassword('');
    setStep(why);
  };
  if (step === 'code')
    return <SecondStep onBack={() => startAgain('password')} onOver={() => startAgain('over')} />;
  return (
    <Entrance title={t('signIn.title')} lead={t('signIn.lead')} error={signIn.error ?? passkeyError}>
      {params.has('signedOut') && (
        <Alert variant="light" mb="md" role="status" title={t('signIn.signedOut')}>
          {t(session?.state === 'signed-out' && session.ended ? 'signIn.sessionEnded' : 'signIn.sessionOver')}
        </Alert>
      )}
      {step === 'over' && (
        <Alert variant="light" color="orange" mb="md" role="status">
          {t('secondStep.over')}
        </Alert>
      )}
      {params.has('passwordSet') && (
        <Alert variant="light" mb="md" role="status">
          {t('signIn.passwordSet')}
        </Alert>
      )}
      {refused !== undefined && (
        <Alert variant="light" color="red" mb="md" role="alert">
          {t(`signIn.refused.${refused}`, { provider: provider ?? '' })}
        </Alert>
      )}
      {provider !== null && <ProviderButton label={provider} next={params.get('next')} />}
      {provider !== null && params.has('left') && (
        <Anchor href={pathTo(signingInRoutes.signOutAtProvider, {})} size="sm" mt="md" display="inline-block">
          {t('signIn.leaveProvider', { provider })}
        </Anchor>
      )}
      {!withPassword && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          mt="md"
          c="dimmed"
          onClick={() => setAsOperator(true)}
        >
          {t('signIn.operator')}
        </Anchor>
      )}
      {withPassword && provider !== null && <Divider my="lg" label={t('signIn.or')} />}
      {withPassword && (
        <form onSubmit={submit} className={classes.form}>
          <TextInput
            type="email"
            required
            autoComplete="username webauthn"
            label={t('field.email')}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            required
            autoComplete="current-password"
            label={t('field.password')}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={signIn.isPending} mt="xs">
            {t('signIn.submit')}
          </Button>
        </form>
      )}
      {withPassword && (
        <div className={classes.passkey}>
          <PasskeyButton offers onError={setPasskeyError} />
        </div>
      )}
      {usesPasswords && (
        <Anchor component={Link} to="/forgot-password" size="sm" mt="md" display="inline-block">
          {t('signIn.forgot')}
        </Anchor>
      )}
      {session?.demo && <DemoPeople demo={session.demo} onChoose={signIn.mutate} />}
    </Entrance>
  );
}

/** Leads away from the desk to the provider, and back to the page that was asked for. */
function ProviderButton({ label, next }: { label: string; next: string | null }) {
  const { t } = useTranslation('accounts');
  const query = next === null ? {} : { next };
  return (
    <Button
      component="a"
      href={pathTo(signingInRoutes.beginProviderSignIn, { query })}
      variant="default"
      fullWidth
      leftSection={<IconLogin2 size={16} aria-hidden />}
    >
      {t('signIn.provider', { provider: label })}
    </Button>
  );
}

function DemoPeople({ demo, onChoose }: { demo: Demo; onChoose: (signIn: SignIn) => void }) {
  const { t } = useTranslation('accounts');
  const { t: general } = useTranslation();
  return (
    <section className={classes.demo} aria-labelledby="demo-people">
      <h2 id="demo-people" className={classes.demoTitle}>
        {t('signIn.demo')}
      </h2>
      <Text size="sm" c="dimmed">
        {t('signIn.demoWhy')}
      </Text>
      <div className={classes.people}>
        {demo.people.map((person) => (
          <UnstyledButton
            key={person.email}
            className={classes.person ?? ''}
            onClick={() => onChoose({ email: person.email, password: demo.password })}
          >
            <Face person={person} size={28} />
            <span>{person.name}</span>
            <span>{general(`role.${person.role}`)}</span>
          </UnstyledButton>
        ))}
      </div>
    </section>
  );
}
