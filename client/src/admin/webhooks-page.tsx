// Webhooks for admins: which programs get which events, and what became of each message.
import type { Webhook } from '@galley/shared/api/webhooks.ts';
import { Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../app/problem-text.ts';
import { AdminPage } from './admin-page.tsx';
import { WebhookForm } from './webhook-form.tsx';
import { webhooksQuery } from './webhook-requests.ts';
import { WebhookRow } from './webhook-row.tsx';
import { SecretDialog } from './webhook-secret.tsx';
import classes from './webhooks-page.module.css';

/** What is open above the list. */
type Dialog =
  | { type: 'form'; webhook: Webhook | null }
  | { type: 'secret'; secret: string; renewed: boolean };

export function WebhooksPage() {
  const { t } = useTranslation('webhooks');
  const webhooks = useQuery(webhooksQuery);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  return (
    <AdminPage
      title={t('title')}
      intro={t('intro')}
      action={
        <Button
          leftSection={<IconPlus size={16} />}
          onClick={() => setDialog({ type: 'form', webhook: null })}
        >
          {t('add')}
        </Button>
      }
    >
      {webhooks.isPending && <Skeleton height={160} radius="lg" aria-busy />}
      {webhooks.error && !webhooks.data && <p role="alert">{problemText(webhooks.error)}</p>}
      {webhooks.data?.length === 0 && <p className={classes.none}>{t('none')}</p>}
      <ul className={classes.list}>
        {webhooks.data?.map((webhook) => (
          <WebhookRow
            key={webhook.id}
            webhook={webhook}
            onChange={() => setDialog({ type: 'form', webhook })}
            onSecret={(secret) => setDialog({ type: 'secret', secret, renewed: true })}
          />
        ))}
      </ul>
      {dialog?.type === 'form' && (
        <WebhookForm
          webhook={dialog.webhook}
          onClose={close}
          onSecret={(secret) => setDialog({ type: 'secret', secret, renewed: false })}
        />
      )}
      {dialog?.type === 'secret' && (
        <SecretDialog secret={dialog.secret} renewed={dialog.renewed} onClose={close} />
      )}
    </AdminPage>
  );
}
