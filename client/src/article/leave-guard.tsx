// Asks before an article is left whose last changes have not got to the server. Closing the tab is the session's to ask.
import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { useArticle, useSessionState } from '../editor/article-context.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useOpenedOnce } from '../ui/use-opened-once.ts';

export function LeaveGuard() {
  const { t } = useTranslation('editor');
  // What is being saved arrives after one has left.
  const unsent = useSessionState(useArticle().session, ({ save }) =>
    save.type === 'offline' || save.type === 'delayed' ? save.unsent : 0,
  );
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsent > 0 && currentLocation.pathname !== nextLocation.pathname,
  );
  const { isThere, isOpen } = useOpenedOnce(blocker.state === 'blocked');
  if (!isThere) return null;
  return (
    <Dialog
      opened={isOpen}
      onClose={() => blocker.reset?.()}
      title={t('leave.title', { count: unsent })}
      size="sm"
      withCloseButton={false}
    >
      <Text size="sm">{t('leave.text')}</Text>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={() => blocker.reset?.()} data-autofocus>
          {t('leave.stay')}
        </Button>
        <Button onClick={() => blocker.proceed?.()}>{t('leave.leave')}</Button>
      </Group>
    </Dialog>
  );
}
