// The frame of the pages before the desk: sign-in, set-up, invitation.
import { Alert, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../app/mark.tsx';
import { problemText } from '../app/problem-text.ts';
import { PageTitle } from '../ui/page-title.tsx';
import classes from './entrance.module.css';
import { NoPasskeyError } from './no-passkey-error.ts';

interface EntranceProps {
  title: string;
  lead: ReactNode;
  /** Why the last try failed. */
  error?: unknown;
  children: ReactNode;
}

export function Entrance({ title, lead, error, children }: EntranceProps) {
  const { t } = useTranslation('accounts');
  return (
    <main className={classes.page}>
      <PageTitle>{title}</PageTitle>
      <div className={classes.mark}>
        <Mark />
      </div>
      <Paper className={classes.box ?? ''} radius="lg" withBorder>
        <Title order={1} className={classes.title ?? ''}>
          {title}
        </Title>
        <Text c="dimmed" size="sm" mb="lg">
          {lead}
        </Text>
        {error !== undefined && error !== null && (
          <Alert color="red" variant="light" mb="md" role="alert">
            {error instanceof NoPasskeyError ? t('passkeys.none') : problemText(error)}
          </Alert>
        )}
        {children}
      </Paper>
    </main>
  );
}
