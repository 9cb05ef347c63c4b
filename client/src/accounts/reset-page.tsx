// Where the link for a new password leads: the password is set, and the person signs in with it.
import { passwordResetRoutes } from '@galley/shared/contract/password-resets.ts';
import { Button, Loader, PasswordInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { ApiProblem, call } from '../app/api.ts';
import { problemCode, problemText } from '../app/problem-text.ts';
import { refreshSession } from '../app/session.tsx';
import classes from './entrance.module.css';
import { Entrance } from './entrance.tsx';

export function ResetPage() {
  const { t } = useTranslation('accounts');
  const { token = '' } = useParams();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const reset = useQuery({
    queryKey: ['reset', token],
    queryFn: () => call(passwordResetRoutes.lookAtReset, { body: { token } }),
    retry: false,
  });
  const accept = useMutation({
    mutationFn: () => call(passwordResetRoutes.acceptReset, { body: { token, password } }),
    onSuccess: async () => {
      // The session that this browser may have had is over now.
      await refreshSession(client);
      await navigate('/sign-in?passwordSet', { replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    accept.mutate();
  };
  const error = reset.error ?? (problemCode(accept.error) === 'gone' ? accept.error : null);
  if (error) {
    const gone = ['gone', 'invalid-input'].includes(problemCode(error) ?? '');
    return (
      <Entrance title={t('reset.title')} lead={gone ? t('reset.gone') : ''} error={gone ? null : error}>
        <Button component={Link} to="/forgot-password" variant="default">
          {t('reset.askAgain')}
        </Button>
      </Entrance>
    );
  }
  if (!reset.data) {
    return (
      <Entrance title={t('reset.title')} lead="">
        <Loader size="sm" />
      </Entrance>
    );
  }
  const { name, email } = reset.data;
  const problem = accept.error instanceof ApiProblem ? accept.error.problem : null;
  const atField = problem?.errors?.find(({ path }) => path === 'password');
  return (
    <Entrance title={t('reset.title')} lead={t('reset.lead', { name })} error={atField ? null : accept.error}>
      <form onSubmit={submit} className={classes.form}>
        {/* For the password manager, which keeps the new password with this address. */}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          required
          minLength={10}
          maxLength={128}
          autoComplete="new-password"
          label={t('reset.password')}
          description={t('field.passwordHint')}
          value={password}
          error={problem?.code === 'weak-password' ? problemText(problem) : (atField?.message ?? null)}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={accept.isPending} mt="xs">
          {t('reset.submit')}
        </Button>
      </form>
    </Entrance>
  );
}
