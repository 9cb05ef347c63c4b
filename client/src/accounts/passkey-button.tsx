// Signing in with a passkey: a button, and the browser's own offer beside the field for the address.
import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshSession } from '../app/session.tsx';

interface PasskeyButtonProps {
  /** Whether the browser offers passkeys by itself as well, where it can. */
  offers?: boolean;
  /** Why it did not work; null for nothing to say. */
  onError: (error: unknown) => void;
}

export function PasskeyButton({ offers = false, onError }: PasskeyButtonProps) {
  const { t } = useTranslation('accounts');
  const client = useQueryClient();
  const signIn = useMutation({
    mutationFn: async () => {
      const { isUnconfirmed, signInByPasskey } = await import('./passkey.ts');
      try {
        await signInByPasskey();
      } catch (error) {
        // Whoever closes the browser's window knows why.
        if (!isUnconfirmed(error)) throw error;
        return;
      }
      await refreshSession(client);
    },
    onMutate: () => onError(null),
    onError,
  });
  useEffect(() => {
    if (!offers || typeof PublicKeyCredential === 'undefined') return;
    let stop = () => {};
    let gone = false;
    void import('./passkey.ts').then(async ({ offerPasskeys, stopOffering }) => {
      if (gone) return;
      stop = stopOffering;
      try {
        if (await offerPasskeys()) await refreshSession(client);
      } catch (error) {
        if (!gone) onError(error);
      }
    });
    return () => {
      gone = true;
      stop();
    };
  }, [offers, client, onError]);
  // Over plain http browsers know no passkeys; whoever has to use one reads so when the button is pressed.
  if (offers && typeof PublicKeyCredential === 'undefined') return null;
  return (
    <Button
      variant="default"
      fullWidth
      leftSection={<IconFingerprint size={16} aria-hidden />}
      loading={signIn.isPending}
      onClick={() => signIn.mutate()}
    >
      {t('passkeys.signIn')}
    </Button>
  );
}
