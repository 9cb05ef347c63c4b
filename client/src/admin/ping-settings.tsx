// Who outside is sent the addresses of what changes: search engines by IndexNow, readers' programs by WebSub hubs. What came of
// the last message stands below each.
import type { Ping, PingKind } from '@galley/shared/api/pings.ts';
import { maxHubs, type SiteSettings } from '@galley/shared/api/site-settings.ts';
import { siteRoutes } from '@galley/shared/contract/site.ts';
import { Button, Group, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';
import { useTimes } from '../ui/times.ts';
import { RemoveButton } from './ordered-list.tsx';
import classes from './site-page.module.css';

const pingsQuery = queryOptions({
  queryKey: keys.sitePings,
  queryFn: ({ signal }) => call(siteRoutes.listPings, { signal }),
});

interface PingSettingsProps {
  indexNow: SiteSettings['indexNow'];
  hubs: readonly string[];
  onChange: (some: Partial<Pick<SiteSettings, 'indexNow' | 'hubs'>>) => void;
  /** What the server refuses of a field, by its path. */
  refusal: (path: string) => string | undefined;
}

export function PingSettings({ indexNow, hubs, onChange, refusal }: PingSettingsProps) {
  const { t } = useTranslation('site');
  const { data: pings = [] } = useQuery(pingsQuery);
  const last = (kind: PingKind, target: string) =>
    pings.find((ping) => ping.kind === kind && ping.target === target);
  const address = { inputMode: 'url', autoComplete: 'off', spellCheck: false, maxLength: 300 } as const;
  return (
    <section className={classes.card} aria-labelledby="site-pings">
      <h2 id="site-pings">{t('pings.title')}</h2>
      <Text size="sm" c="dimmed">
        {t('pings.intro')}
      </Text>
      <div className={classes.entries}>
        <Group align="flex-end" gap="xs">
          <TextInput
            className={classes.wide ?? ''}
            label={t('pings.key')}
            description={t('pings.keyHint')}
            autoComplete="off"
            spellCheck={false}
            maxLength={128}
            error={refusal('indexNow.key')}
            value={indexNow.key}
            onChange={(event) => onChange({ indexNow: { ...indexNow, key: event.currentTarget.value } })}
          />
          <Button variant="default" onClick={() => onChange({ indexNow: { ...indexNow, key: newKey() } })}>
            {t('pings.makeKey')}
          </Button>
        </Group>
        {indexNow.key !== '' && (
          <>
            <TextInput
              {...address}
              label={t('pings.endpoint')}
              error={refusal('indexNow.endpoint')}
              value={indexNow.endpoint}
              onChange={(event) =>
                onChange({ indexNow: { ...indexNow, endpoint: event.currentTarget.value } })
              }
            />
            <LastPing ping={last('indexnow', indexNow.endpoint)} />
          </>
        )}
      </div>
      <div className={classes.entries}>
        <Text size="sm" fw={500}>
          {t('pings.hubs')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('pings.hubsHint')}
        </Text>
        {hubs.length > 0 && (
          <ul className={classes.ordered}>
            {hubs.map((hub, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: hubs have no ids, and rows hold no state
              <li key={index}>
                <div className={classes.entries}>
                  <TextInput
                    {...address}
                    aria-label={t('pings.hub', { number: index + 1 })}
                    placeholder="https://hub.example/"
                    error={refusal(`hubs.${index}`)}
                    value={hub}
                    onChange={(event) => {
                      const { value } = event.currentTarget;
                      onChange({ hubs: hubs.map((one, at) => (at === index ? value : one)) });
                    }}
                  />
                  <LastPing ping={last('websub', hub)} />
                </div>
                <RemoveButton
                  items={hubs}
                  index={index}
                  name={hub || t('pings.hub', { number: index + 1 })}
                  onChange={(now) => onChange({ hubs: now })}
                />
              </li>
            ))}
          </ul>
        )}
        {hubs.length < maxHubs && (
          <Button
            variant="default"
            className={classes.addLink ?? ''}
            leftSection={<IconPlus size={16} />}
            onClick={() => onChange({ hubs: [...hubs, ''] })}
          >
            {t('pings.addHub')}
          </Button>
        )}
      </div>
    </section>
  );
}

function LastPing({ ping }: { ping: Ping | undefined }) {
  const { t } = useTranslation(['site', 'webhooks']);
  const timeText = useTimes();
  if (!ping) return null;
  const { status, createdAt, lastAt, nextAt, response, error } = ping;
  const at = timeText(lastAt ?? createdAt, 'dayAndTime');
  const why = error === null ? t('pings.answer', { status: response ?? 0 }) : t(`webhooks:error.${error}`);
  const words = {
    delivered: () => t('pings.delivered', { at }),
    waiting: () =>
      lastAt === null || nextAt === null
        ? t('pings.waiting')
        : t('pings.retried', { at, why, next: timeText(nextAt, 'dayAndTime') }),
    failed: () => t('pings.failed', { at, why }),
  };
  return (
    <Text size="xs" c={status === 'failed' ? 'var(--mantine-color-error)' : 'dimmed'}>
      {words[status]()}
    </Text>
  );
}

/** A key that nobody guesses, in the letters that the protocol allows. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
