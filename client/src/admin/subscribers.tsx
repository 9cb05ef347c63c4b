// Subscribers of the site's news in JSON: who has a token, and how to make and end one. A token is shown once.
import { maxSubscribers, type Subscriber } from '@galley/shared/api/subscribers.ts';
import { subscriberRoutes } from '@galley/shared/contract/subscribers.ts';
import { Button, CopyButton, Group, Text, TextInput } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { problemText } from '../app/problem-text.ts';
import { keys } from '../app/query-keys.ts';
import { showProblem, showToast } from '../app/toasts.ts';
import { useTimes } from '../ui/times.ts';
import classes from './site-page.module.css';

const subscribersQuery = queryOptions({
  queryKey: keys.subscribers,
  queryFn: ({ signal }) => call(subscriberRoutes.listSubscribers, { signal }),
});

export function Subscribers() {
  const { t } = useTranslation(['site', 'app']);
  const client = useQueryClient();
  const { data: subscribers = [], error } = useQuery(subscribersQuery);
  const [name, setName] = useState('');
  const [made, setMade] = useState<{ name: string; token: string } | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: subscribersQuery.queryKey });
  const create = useMutation({
    mutationFn: () => call(subscriberRoutes.createSubscriber, { body: { name: name.trim() } }),
    onSuccess: async ({ subscriber, token }) => {
      setMade({ name: subscriber.name, token });
      setName('');
      await refresh();
    },
    onError: showProblem,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') create.mutate();
  };
  return (
    <section className={classes.card} aria-labelledby="site-subscribers">
      <h2 id="site-subscribers">{t('subscribers.title')}</h2>
      <Text size="sm" c="dimmed">
        {t('subscribers.intro')} <code className={classes.code}>/ninjs/latest.json</code>{' '}
        <code className={classes.code}>/newsml-g2/latest.xml</code>
      </Text>
      {error && <p role="alert">{problemText(error)}</p>}
      {subscribers.length > 0 && (
        <ul className={classes.subscribers}>
          {subscribers.map((subscriber) => (
            <SubscriberRow key={subscriber.id} subscriber={subscriber} onEnded={refresh} />
          ))}
        </ul>
      )}
      {made && (
        <div role="status" className={classes.token}>
          <p>{t('subscribers.once', { name: made.name })}</p>
          <code className={classes.code}>{made.token}</code>
          <Group gap="xs">
            <CopyButton value={made.token}>
              {({ copied, copy }) => (
                <Button size="compact-sm" variant="default" onClick={copy}>
                  {copied ? t('subscribers.copied') : t('subscribers.copy')}
                </Button>
              )}
            </CopyButton>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setMade(null)}>
              {t('app:close')}
            </Button>
          </Group>
        </div>
      )}
      {subscribers.length < maxSubscribers && (
        <form onSubmit={submit} className={classes.newSubscriber}>
          <TextInput
            label={t('subscribers.name')}
            placeholder={t('subscribers.nameHint')}
            autoComplete="off"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={create.isPending} disabled={name.trim() === ''}>
            {t('subscribers.make')}
          </Button>
        </form>
      )}
    </section>
  );
}

function SubscriberRow({ subscriber, onEnded }: { subscriber: Subscriber; onEnded: () => Promise<void> }) {
  const { t } = useTranslation(['site', 'app']);
  const time = useTimes();
  const [asking, setAsking] = useState(false);
  const end = useMutation({
    mutationFn: () => call(subscriberRoutes.endSubscriber, { params: { id: subscriber.id } }),
    onSuccess: async () => {
      showToast(t('subscribers.ended', { name: subscriber.name }));
      await onEnded();
    },
    onError: showProblem,
  });
  const { name, createdAt, usedAt } = subscriber;
  return (
    <li>
      <div>
        <b>{name}</b>
        <Text size="xs" c="dimmed">
          {t('subscribers.since', { date: time(createdAt, 'dateTime') })} ·{' '}
          {usedAt === null
            ? t('subscribers.never')
            : t('subscribers.used', { date: time(usedAt, 'dateTime') })}
        </Text>
      </div>
      {asking ? (
        <Group gap="xs">
          <Button size="compact-sm" color="red" loading={end.isPending} onClick={() => end.mutate()}>
            {t('subscribers.endYes')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
            {t('app:cancel')}
          </Button>
        </Group>
      ) : (
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          aria-label={t('subscribers.endOf', { name })}
          onClick={() => setAsking(true)}
        >
          {t('subscribers.end')}
        </Button>
      )}
    </li>
  );
}
