// A page that has nothing but something to say: not found, not allowed, failed.
import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './message-page.module.css';

interface MessagePageProps {
  title: string;
  children: ReactNode;
  /** Buttons or links that lead on. */
  actions?: ReactNode;
}

/** `children` say what happened, `actions` what can be done about it. */
export function MessagePage({ title, children, actions }: MessagePageProps) {
  return (
    <div className={classes.page}>
      <Stack gap="sm" className={classes.box ?? ''}>
        <Title order={1} className={classes.title ?? ''}>
          {title}
        </Title>
        <Text c="dimmed" component="div">
          {children}
        </Text>
        {actions && <div className={classes.actions}>{actions}</div>}
      </Stack>
    </div>
  );
}
