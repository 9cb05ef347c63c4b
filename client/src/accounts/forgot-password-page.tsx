// Where people ask for a link to set a new password; at a desk without e-mail it says who can help.
import { passwordResetRoutes } from '@galley/shared/contract/password-resets.ts';
import { Alert, Anchor, Button, Code, Loader, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { call } from '../app/api.ts';
import { useSession } from '../app/session.tsx';
import classes from './entrance.module.css';
import { Entrance } from './entrance.tsx';

export function ForgotPasswordPage() {
  const { t } = useTranslation('accounts');
  const session = useSession();
  if (session && 'me' in session) return <Navigate to="/profile" replace />;
  if (session?.state === 'setup') return <Navigate to="/set-up" replace />;
  if (!session) {
    return (
      <Entrance title={t('forgot.title')} lead="">
        <Loader size="sm" />
      </Entrance>
    );
  }
  if (!session.passwords) return <Navigate to="/sign-in" replace />;
  return session.resetByMail ? <AskByMail /> : <AskSomebody />;
}

function AskByMail() {
  const { t } = useTranslation('accounts');
  const [email, setEmail] = useState('');
  const ask = useMutation({
    mutationFn: (address: string) => call(passwordResetRoutes.requestReset, { body: { email: address } }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate(email.trim());
  };
  if (ask.isSuccess) {
    return (
      <Entrance title={t('forgot.title')} lead="">
        <Alert variant="light" role="status" title={t('forgot.sent', { email: ask.variables })}>
          {t('forgot.sentHint')}
        </Alert>
        <Button variant="default" mt="md" fullWidth onClick={ask.reset}>
          {t('forgot.again')}
        </Button>
        <BackToSignIn />
      </Entrance>
    );
  }
  return (
    <Entrance title={t('forgot.title')} lead={t('forgot.lead')} error={ask.error}>
      <form onSubmit={submit} className={classes.form}>
        <TextInput
          type="email"
          required
          autoComplete="username"
          label={t('field.email')}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Button type="submit" loading={ask.isPending} mt="xs">
          {t('forgot.submit')}
        </Button>
      </form>
      <BackToSignIn />
    </Entrance>
  );
}

function AskSomebody() {
  const { t } = useTranslation('accounts');
  return (
    <Entrance title={t('forgot.title')} lead={t('forgot.noMail')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('forgot.noAdmin')}
      </Text>
      <Code block className={classes.command ?? ''}>
        npx galley admin reset-password --email …
      </Code>
      <BackToSignIn />
    </Entrance>
  );
}

function BackToSignIn() {
  const { t } = useTranslation('accounts');
  return (
    <Anchor component={Link} to="/sign-in" size="sm" mt="md" display="inline-block">
      {t('forgot.toSignIn')}
    </Anchor>
  );
}
