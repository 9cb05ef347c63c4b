// A link that the server shows this once, to be copied.
import { Button, CopyButton, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** The link with a button that copies it; `children` say what it is for. */
export function OneTimeLink({ link, children }: { link: string; children: ReactNode }) {
  const { t } = useTranslation('admin');
  return (
    <>
      <Text size="sm" mb="sm">
        {children}
      </Text>
      <TextInput
        readOnly
        aria-label={t('copy')}
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={link}>
        {({ copied, copy }) => (
          <Button mt="md" fullWidth onClick={copy}>
            {copied ? t('copied') : t('copy')}
          </Button>
        )}
      </CopyButton>
    </>
  );
}
