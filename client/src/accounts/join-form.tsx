// The form by which somebody becomes a member: name, address, password.
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../app/api.ts';
import { problemText } from '../app/problem-text.ts';
import classes from './entrance.module.css';

export interface NewMember {
  name: string;
  email: string;
  password: string;
}

interface JoinFormProps {
  /** An address that is given and can't be changed. */
  email?: string | null;
  submitLabel: string;
  pending: boolean;
  error: unknown;
  onSubmit: (member: NewMember) => void;
  children?: ReactNode;
}

export function JoinForm({ email: given, submitLabel, pending, error, onSubmit, children }: JoinFormProps) {
  const { t } = useTranslation('accounts');
  const [name, setName] = useState('');
  const [email, setEmail] = useState(given ?? '');
  const [password, setPassword] = useState('');
  const problem = error instanceof ApiProblem ? error.problem : null;
  const errorOf = (path: string) => problem?.errors?.find((entry) => entry.path === path)?.message ?? null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit({ name, email, password });
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      {children}
      <TextInput
        required
        autoComplete="name"
        label={t('field.name')}
        value={name}
        maxLength={80}
        error={errorOf('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        type="email"
        required
        autoComplete="username"
        label={t('field.email')}
        value={email}
        readOnly={Boolean(given)}
        error={errorOf('email')}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        required
        minLength={10}
        maxLength={128}
        autoComplete="new-password"
        label={t('field.password')}
        description={t('field.passwordHint')}
        value={password}
        error={problem?.code === 'weak-password' ? problemText(problem) : errorOf('password')}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" loading={pending} mt="xs">
        {submitLabel}
      </Button>
    </form>
  );
}
