// What was sent to a webhook, and what became of it; each can be sent once more.
import type { Delivery, Webhook } from '@galley/shared/api/webhooks.ts';
import { Badge, Button, Loader } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemText } from '../app/problem-text.ts';
import { showProblem } from '../app/toasts.ts';
import { TimeAgo } from '../ui/time-ago.tsx';
import { useTimes } from '../ui/times.ts';
import { deliveriesQuery, retryDelivery } from './webhook-requests.ts';
import classes from './webhooks-page.module.css';

export function WebhookLog({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const log = useInfiniteQuery(deliveriesQuery(webhook.id));
  const deliveries = log.data?.pages.flatMap((page) => page.deliveries) ?? [];
  if (log.isPending) return <Loader size={16} m="sm" />;
  if (log.error && !log.data) return <p role="alert">{problemText(log.error)}</p>;
  if (deliveries.length === 0) return <p className={classes.events}>{t('noDeliveries')}</p>;
  return (
    <>
      <ol className={classes.log}>
        {deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} webhook={webhook} delivery={delivery} />
        ))}
      </ol>
      {log.hasNextPage && (
        <Button
          variant="subtle"
          fullWidth
          disabled={log.isFetchingNextPage}
          onClick={() => log.fetchNextPage()}
        >
          {log.isFetchingNextPage ? <Loader size={14} /> : t('older')}
        </Button>
      )}
    </>
  );
}

const colors = { waiting: 'gray', delivered: 'pencil', failed: 'orange' } as const;

function DeliveryRow({ webhook, delivery }: { webhook: Webhook; delivery: Delivery }) {
  const { t } = useTranslation('webhooks');
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => retryDelivery(webhook.id, delivery.id),
    onSettled: () => client.invalidateQueries({ queryKey: deliveriesQuery(webhook.id).queryKey }),
    onError: showProblem,
  });
  const time = useTimes();
  const { kind, status, createdAt, attempts, nextAt, durationMs, response, answer, error, payload } =
    delivery;
  const what = t(`kind.${kind}`);
  const facts = [
    attempts > 0 && t('attempts', { count: attempts }),
    response !== null && t('answered', { status: response, ms: durationMs ?? 0 }),
    error !== null && t(`error.${error}`),
    status === 'waiting' && attempts > 0 && nextAt && t('next', { date: time(nextAt, 'dateTime') }),
  ].filter((fact) => typeof fact === 'string');
  return (
    <li className={classes.delivery}>
      <Badge size="sm" variant="light" color={colors[status]} className={classes.status ?? ''}>
        {t(`status.${status}`)}
      </Badge>
      <div className={classes.what}>
        <span>
          {what} <span className={classes.events}>· </span>
          <span className={classes.events}>
            <TimeAgo at={createdAt} />
          </span>
        </span>
        <span className={classes.events}>{facts.join(' · ')}</span>
        <details className={classes.details}>
          <summary>{t('details')}</summary>
          <Text label={t('sent')} text={payload} />
          {answer !== '' && <Text label={t('answer')} text={answer} />}
        </details>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('againOf', { what })}
        disabled={!webhook.enabled || retry.isPending}
        onClick={() => retry.mutate()}
      >
        {t('again')}
      </Button>
    </li>
  );
}

function Text({ label, text }: { label: string; text: string }) {
  return (
    <>
      <div className={classes.events}>{label}</div>
      <pre className={classes.text}>{text}</pre>
    </>
  );
}
