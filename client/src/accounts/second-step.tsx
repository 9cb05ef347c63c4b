// The second step of signing in: the code of an authenticator, or one of the recovery codes.
import { signingInRoutes } from '@galley/shared/contract/signing-in.ts';
import { Anchor, Button, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { problemCode, problemText } from '../app/problem-text.ts';
import { refreshSession } from '../app/session.tsx';
import classes from './entrance.module.css';
import { Entrance } from './entrance.tsx';

interface SecondStepProps {
  onBack: () => void;
  /** No code is taken any more: the password has to come first. */
  onOver: () => void;
}

export function SecondStep({ onBack, onOver }: SecondStepProps) {
  const { t } = useTranslation('accounts');
  const client = useQueryClient();
  const [code, setCode] = useState('');
  const give = useMutation({
    mutationFn: () => call(signingInRoutes.takeSecondStep, { body: { code } }),
    onSuccess: () => refreshSession(client),
    onError: (error) => {
      if (problemCode(error) === 'gone') onOver();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    give.mutate();
  };
  const isAtField = ['wrong-code', 'invalid-input'].includes(problemCode(give.error) ?? '');
  return (
    <Entrance title={t('secondStep.title')} lead={t('secondStep.lead')} error={isAtField ? null : give.error}>
      <form onSubmit={submit} className={classes.form}>
        <TextInput
          required
          data-autofocus
          autoFocus
          autoComplete="one-time-code"
          autoCapitalize="off"
          spellCheck={false}
          label={t('secondStep.code')}
          description={t('secondStep.hint')}
          value={code}
          error={isAtField ? problemText('wrong-code') : null}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" loading={give.isPending} mt="xs">
          {t('secondStep.submit')}
        </Button>
      </form>
      <Text size="sm" c="dimmed" mt="md">
        {t('secondStep.noHelp')}
      </Text>
      <Anchor component="button" type="button" size="sm" mt="xs" onClick={onBack}>
        {t('secondStep.back')}
      </Anchor>
    </Entrance>
  );
}
