// Shown until the server has said who is here, and when it does not answer.
import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MessagePage } from '../ui/message-page.tsx';
import { problemText } from './problem-text.ts';
import classes from './waiting-page.module.css';

export function WaitingPage({ error, onRetry }: { error: Error | null; onRetry: () => unknown }) {
  const { t } = useTranslation();
  if (error)
    return (
      <main>
        <MessagePage
          title={t('failure.title')}
          actions={<Button onClick={() => onRetry()}>{t('retry')}</Button>}
        >
          {problemText(error)}
        </MessagePage>
      </main>
    );
  return (
    <main className={classes.waiting} aria-busy="true">
      <Loader size="sm" aria-label={t('loading')} role="status" />
    </main>
  );
}
