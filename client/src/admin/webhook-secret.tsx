// A webhook's secret, the one time that it is shown.
import { Button, CopyButton, Group, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';

interface SecretDialogProps {
  secret: string;
  /** Whether there was one before, which is good for a while. */
  renewed: boolean;
  onClose: () => void;
}

export function SecretDialog({ secret, renewed, onClose }: SecretDialogProps) {
  const { t } = useTranslation(['webhooks', 'app']);
  return (
    // A click beside it must not lose what is never shown again.
    <Dialog
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={t('secretTitle')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <Text size="sm" mb="sm">
        {t('secretText')} {renewed && t('oldSecretText')}
      </Text>
      <TextInput
        readOnly
        data-autofocus
        aria-label={t('secret')}
        value={secret}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group justify="flex-end" mt="md">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{t('done')}</Button>
      </Group>
    </Dialog>
  );
}
