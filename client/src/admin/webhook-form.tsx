// Where a webhook is and which events it gets: the form for a new one, and for changing one.
import { targetRefusals, type Webhook, type WebhookKind, webhookKinds } from '@galley/shared/api/webhooks.ts';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalsIn } from '../app/field-refusals.ts';
import { showProblem } from '../app/toasts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { changeWebhook, createWebhook, webhooksQuery } from './webhook-requests.ts';
import classes from './webhooks-page.module.css';

interface WebhookFormProps {
  /** Null for a new one. */
  webhook: Webhook | null;
  onClose: () => void;
  /** Called with the secret of a new one, in place of `onClose`. */
  onSecret: (secret: string) => void;
}

export function WebhookForm({ webhook, onClose, onSecret }: WebhookFormProps) {
  const { t } = useTranslation(['webhooks', 'app']);
  const client = useQueryClient();
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [kinds, setKinds] = useState<readonly WebhookKind[]>(webhook?.kinds ?? webhookKinds);
  const save = useMutation({
    mutationFn: async (input: { url: string; kinds: WebhookKind[] }) => {
      if (!webhook) return (await createWebhook(input)).secret;
      await changeWebhook(webhook.id, input);
      return null;
    },
    onSuccess: async (secret) => {
      await client.invalidateQueries({ queryKey: webhooksQuery.queryKey });
      if (secret === null) onClose();
      else onSecret(secret);
    },
    onError: (error) => {
      if (!refusalsIn(error, targetRefusals).has('url')) showProblem(error);
    },
  });
  const refusal = refusalsIn(save.error, targetRefusals).get('url');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ url: url.trim(), kinds: [...kinds] });
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(webhook ? 'changeTitle' : 'add')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form onSubmit={submit} className={classes.form}>
        <TextInput
          data-autofocus
          required
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          maxLength={2000}
          label={t('url')}
          description={t('urlHint')}
          error={refusal && t(`refused.${refusal}`)}
          value={url}
          onChange={(event) => {
            save.reset();
            setUrl(event.currentTarget.value);
          }}
        />
        <Checkbox.Group
          label={t('kinds')}
          value={[...kinds]}
          onChange={(chosen) => setKinds(webhookKinds.filter((kind) => chosen.includes(kind)))}
        >
          <div className={classes.kinds}>
            {webhookKinds.map((kind) => (
              <Checkbox key={kind} value={kind} label={t(`kind.${kind}`)} />
            ))}
          </div>
        </Checkbox.Group>
        <Button type="submit" loading={save.isPending} disabled={kinds.length === 0}>
          {t(webhook ? 'app:save' : 'create')}
        </Button>
      </form>
    </Dialog>
  );
}
