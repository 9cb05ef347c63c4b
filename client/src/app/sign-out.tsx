// How somebody leaves this browser: with all that it keeps for them, and asked first where that is nowhere else.
import { signingInRoutes } from '@galley/shared/contract/signing-in.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { askFirst } from '../ui/ask-first.tsx';
import { call } from './api.ts';
import { keepsUnsent } from './kept-on-device.ts';
import { leave } from './leaving.ts';
import { useSession } from './session.tsx';
import { showProblem } from './toasts.ts';

/**
 * Signs the person out by `end`, in this browser unless it says more, and goes to the sign-in page. Asks before that where text or comments are on
 * this device alone: they go with the person. Needs a `ModalsProvider` around it, and a connection: without one nothing is deleted.
 */
export function useSignOut(
  person: UserId | undefined,
  end: () => Promise<unknown> = () => call(signingInRoutes.signOut, {}),
): { signOut(): Promise<void>; isLeaving: boolean } {
  const { t } = useTranslation();
  const session = useSession();
  const byProvider = session?.state === 'signed-in' && !session.ownPassword;
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: end,
    // What the last person saw is not for the next one at this browser.
    onSuccess: async () => {
      if (person !== undefined) await leave(person);
      client.clear();
      // At the provider they are signed in still, which a shared computer should not keep.
      location.assign(byProvider ? '/desk/sign-in?left' : '/desk/sign-in');
    },
    onError: showProblem,
  });
  return {
    isLeaving: isPending,
    async signOut() {
      if (person === undefined || !(await keepsUnsent(person))) {
        mutate();
        return;
      }
      askFirst({
        title: t('account.unsentTitle'),
        children: <Text size="sm">{t('account.unsentText')}</Text>,
        labels: { confirm: t('account.unsentSignOut'), cancel: t('cancel') },
        confirmProps: { color: 'red' },
        onConfirm: () => mutate(),
      });
    },
  };
}
