// An article that does not open: after a while the page says what may be wrong and what to set, instead of “Connecting” for ever.
import { Alert, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './article-page.module.css';

/** How long an article may take to open before that needs an explanation. */
const longMs = 8000;

type Trouble = 'offline' | 'server' | 'socket';

/** Shown while the article is being opened: nothing at first, then why it does not open. */
export function ConnectionTrouble() {
  const { t } = useTranslation('editor');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  useEffect(() => {
    let isGone = false;
    const timer = setTimeout(async () => {
      const found = await findTrouble();
      if (!isGone) setTrouble(found);
    }, longMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, []);
  if (trouble === null) return null;
  return (
    <Alert color="orange" className={classes.denied ?? ''} title={t('trouble.title')} role="alert">
      <Text size="sm">{t(`trouble.${trouble}`)}</Text>
      {trouble === 'socket' && (
        <Text size="sm" mt="xs">
          {t('trouble.forOperators')}
        </Text>
      )}
    </Alert>
  );
}

/** The server that answers requests but lets no WebSocket in has a proxy before it that does not pass them on. */
async function findTrouble(): Promise<Trouble> {
  if (!navigator.onLine) return 'offline';
  const answer = await fetch('/health', { cache: 'no-store' }).catch(() => null);
  return answer?.ok ? 'socket' : 'server';
}
