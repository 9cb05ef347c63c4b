// The bell in the header: what happened that concerns the person, live, each line a link to its place.
import type { Notification } from '@galley/shared/api/notifications.ts';
import { withNames } from '@galley/shared/api/threads.ts';
import { notificationRoutes } from '@galley/shared/contract/notifications.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { ActionIcon, Button, Indicator, Popover, UnstyledButton } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Face } from '../ui/face.tsx';
import { TimeAgo } from '../ui/time-ago.tsx';
import { call } from './api.ts';
import classes from './inbox.module.css';
import { articlePath } from './paths.ts';
import { usePeople } from './people.ts';
import { keys } from './query-keys.ts';
import { useMe } from './session.tsx';
import { showProblem } from './toasts.ts';

const inboxQuery = queryOptions({
  queryKey: keys.inbox,
  queryFn: ({ signal }) => call(notificationRoutes.readInbox, { signal }),
});

export function InboxBell() {
  const { t } = useTranslation('inbox');
  const client = useQueryClient();
  const { data } = useQuery(inboxQuery);
  const [opened, inbox] = useDisclosure();
  const phone = useMediaQuery('(max-width: 48em)') ?? false;
  const unread = data?.unread ?? 0;
  const read = useMutation({
    mutationFn: (ids: string[] | null) => call(notificationRoutes.markRead, { body: { ids } }),
    onSuccess: (now) => client.setQueryData(keys.inbox, now),
    onError: showProblem,
  });
  return (
    <Popover
      width={380}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
      opened={opened}
      onChange={inbox.set}
      onDismiss={inbox.close}
    >
      <Indicator
        label={unread > 99 ? '99+' : unread}
        size={16}
        offset={phone ? 11 : 5}
        disabled={unread === 0}
        color="red.8"
      >
        <Popover.Target>
          <ActionIcon
            size="lg"
            className={classes.bell ?? ''}
            aria-label={t('open', { count: unread })}
            onClick={inbox.toggle}
          >
            <IconBell size={18} stroke={1.75} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0} aria-label={t('title')}>
        <div className={classes.head}>
          <h2 className={classes.title}>{t('title')}</h2>
          <Button
            size="compact-xs"
            variant="subtle"
            disabled={unread === 0}
            loading={read.isPending}
            onClick={() => read.mutate(null)}
          >
            {t('readAll')}
          </Button>
        </div>
        <div className={classes.list}>
          {groupsOf(data?.notifications ?? []).map(({ key, several, headline, ones }) => (
            <section key={key} aria-labelledby={`inbox-${key}`}>
              <h3 id={`inbox-${key}`} className={classes.article}>
                {several ? t('articles', { count: several.count }) : headline || t('untitled')}
              </h3>
              <ul className={classes.group}>
                {ones.map((notification) => (
                  <li key={notification.id}>
                    <Line
                      notification={notification}
                      onOpen={() => {
                        if (!notification.read) read.mutate([notification.id]);
                        inbox.close();
                      }}
                    />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
        {data?.notifications.length === 0 && <p className={classes.none}>{t('none')}</p>}
      </Popover.Dropdown>
    </Popover>
  );
}

interface Group extends Pick<Notification, 'several' | 'headline'> {
  key: string;
  ones: Notification[];
}

/** By article, the one of which something came last first; what is about several articles stands alone. */
function groupsOf(notifications: readonly Notification[]): Group[] {
  const groups = Map.groupBy(notifications, ({ id, several, article }) => (several ? id : article));
  return [...groups].flatMap(([key, ones]) => {
    const [first] = ones;
    return first ? [{ key, several: first.several, headline: first.headline, ones }] : [];
  });
}

/** The address of what it is about: the article, opened at its thread, suggestion or section; of several the board of this person. */
function placeOf({ article, thread, section, several }: Notification, me: UserId): string {
  if (several) return `/?assignee=${me}`;
  const place = thread !== null ? `?card=${thread}` : section !== null ? `?section=${section}` : '';
  return articlePath(article) + place;
}

function Line({ notification, onOpen }: { notification: Notification; onOpen: () => void }) {
  const { t } = useTranslation('inbox');
  const people = usePeople();
  const navigate = useNavigate();
  const me = useMe();
  const { kind, by, at, read, several } = notification;
  const person = by === null ? undefined : people.get(by);
  const name = person?.name ?? 'Galley';
  const text = several ? headlinesIn(several, t) : notification.text;
  return (
    <UnstyledButton
      className={classes.line ?? ''}
      data-unread={!read || undefined}
      onClick={() => {
        onOpen();
        void navigate(placeOf(notification, me.id));
      }}
    >
      {person ? <Face person={person} size={26} /> : <IconBell size={20} aria-hidden />}
      <span className={classes.words}>
        <span>{several ? t('assigned', { name, count: several.count }) : t(`kind.${kind}`, { name })}</span>
        {text !== '' && (
          <span className={classes.text}>
            {withNames(
              kind === 'ready' || kind === 'approved' ? text.replaceAll('\n', ' · ') : text,
              (id) => people.get(id)?.name,
            )}
          </span>
        )}
        <span className={classes.when}>
          <TimeAgo at={at} />
        </span>
      </span>
    </UnstyledButton>
  );
}

function headlinesIn(
  { count, headlines }: NonNullable<Notification['several']>,
  t: TFunction<'inbox'>,
): string {
  const left = count - headlines.length;
  return [
    ...headlines.map((headline) => headline || t('untitled')),
    ...(left > 0 ? [t('more', { count: left })] : []),
  ].join(' · ');
}
