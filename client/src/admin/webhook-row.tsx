// One webhook: where it is, which events it gets, the switch, and what else can be done with it.
import { type Webhook, webhookKinds } from '@galley/shared/api/webhooks.ts';
import { ActionIcon, Badge, Button, Menu, Switch } from '@mantine/core';
import {
  IconChevronDown,
  IconChevronRight,
  IconDots,
  IconKey,
  IconPencil,
  IconSend,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../app/query-keys.ts';
import { showProblem } from '../app/toasts.ts';
import { ActionItem } from '../ui/action-item.tsx';
import { askFirst } from '../ui/ask-first.tsx';
import { LazyMenu } from '../ui/lazy-menu.tsx';
import { WebhookLog } from './webhook-log.tsx';
import { changeWebhook, removeWebhook, renewSecret, sendTest } from './webhook-requests.ts';
import classes from './webhooks-page.module.css';

interface WebhookRowProps {
  webhook: Webhook;
  /** Asks for the form. */
  onChange: () => void;
  /** Called with a renewed secret. */
  onSecret: (secret: string) => void;
}

export function WebhookRow({ webhook, onChange, onSecret }: WebhookRowProps) {
  const { t } = useTranslation(['webhooks', 'app']);
  const client = useQueryClient();
  const logId = useId();
  const [open, setOpen] = useState(false);
  const { id, url, enabled, kinds } = webhook;
  const whenDone = {
    onSettled: () => client.invalidateQueries({ queryKey: keys.webhooks }),
    onError: showProblem,
  };
  const change = useMutation({
    mutationFn: (on: boolean) => changeWebhook(id, { enabled: on }),
    ...whenDone,
  });
  const remove = useMutation({ mutationFn: () => removeWebhook(id), ...whenDone });
  const test = useMutation({ mutationFn: () => sendTest(id), onSuccess: () => setOpen(true), ...whenDone });
  const renew = useMutation({
    mutationFn: () => renewSecret(id),
    onSuccess: ({ secret }) => onSecret(secret),
    onError: showProblem,
  });
  const confirmRenewing = () =>
    askFirst({
      title: t('renew'),
      children: t('renewText', { url }),
      labels: { confirm: t('renew'), cancel: t('app:cancel') },
      onConfirm: () => renew.mutate(),
    });
  const confirmRemoval = () =>
    askFirst({
      title: t('removeTitle'),
      children: t('removeText', { url }),
      labels: { confirm: t('remove'), cancel: t('app:cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => remove.mutate(),
    });
  const events =
    kinds.length === webhookKinds.length
      ? t('everything')
      : kinds.map((kind) => t(`kind.${kind}`)).join(' · ');
  return (
    <li className={classes.webhook}>
      <div className={classes.row}>
        <div className={classes.what}>
          <span className={classes.url}>
            {url}
            {!enabled && (
              <Badge size="sm" variant="light" color="orange" ml={8}>
                {t('off')}
              </Badge>
            )}
          </span>
          <span className={classes.events}>{events}</span>
        </div>
        <Switch
          aria-label={t('on', { url })}
          checked={enabled}
          disabled={change.isPending}
          onChange={(event) => change.mutate(event.currentTarget.checked)}
        />
        <LazyMenu
          position="bottom-end"
          target={
            <ActionIcon size="lg" aria-label={t('menu', { url })}>
              <IconDots size={18} stroke={1.75} />
            </ActionIcon>
          }
        >
          <ActionItem leftSection={<IconSend size={16} />} disabled={!enabled} onClick={() => test.mutate()}>
            {t('test')}
          </ActionItem>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={onChange}>
            {t('change')}
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={16} />} onClick={confirmRenewing}>
            {t('renew')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} />} color="red" onClick={confirmRemoval}>
            {t('remove')}
          </Menu.Item>
        </LazyMenu>
      </div>
      <Button
        size="compact-sm"
        variant="subtle"
        className={classes.toggle ?? ''}
        aria-expanded={open}
        aria-controls={logId}
        leftSection={open ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
        onClick={() => setOpen(!open)}
      >
        {t('log')}
      </Button>
      <section id={logId} aria-label={t('logOf', { url })} hidden={!open}>
        {open && <WebhookLog webhook={webhook} />}
      </section>
    </li>
  );
}
