// Asks before an article is left whose last changes have not got to the server. Closing the tab is the session's to ask.
import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import type { SaveState } from './session.ts';

export function LeaveGuard({ save }: { save: SaveState }) {
  const { t } = useTranslation('editor');
  // What is being saved arrives after one has left.
  const unsent = save.type === 'offline' || save.type === 'delayed' ? save.unsent : 0;
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsent > 0 && currentLocation.pathname !== nextLocation.pathname,
  );
  return (
    <Modal
      opened={blocker.state === 'blocked'}
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
    </Modal>
  );
}
