// One comment of a thread: who said what and when, its way to the server, and how people reacted to it.
import { type ReactionEmoji, reactionEmoji } from '@galley/shared/api/threads.ts';
import { ActionIcon, Button, Group, Menu, Popover, UnstyledButton } from '@mantine/core';
import { IconClock, IconDots, IconMoodPlus, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../app/people.ts';
import { useMe } from '../../app/session.tsx';
import { Face } from '../../ui/face.tsx';
import { LazyMenu } from '../../ui/lazy-menu.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { useThreadStore } from '../article-review.ts';
import { CommentBox } from './comment-box.tsx';
import { CommentText } from './comment-text.tsx';
import classes from './thread-card.module.css';
import type { ShownComment, ShownThread } from './with-waiting.ts';

export function CommentView({ thread, comment }: { thread: ShownThread; comment: ShownComment }) {
  const { t } = useTranslation('threads');
  const store = useThreadStore();
  const me = useMe();
  const person = usePeople().get(comment.author);
  const [editing, setEditing] = useState(() => store.unsent.has(comment.id));
  const endEditing = () => {
    store.unsent.delete(comment.id);
    setEditing(false);
  };
  if (comment.deleted) return <p className={classes.deleted}>{t('deleted')}</p>;
  const mine = comment.author === me.id && store.mayComment;
  const act = { thread: thread.id, comment: comment.id };
  return (
    <div className={classes.comment}>
      {person && <Face person={person} size={22} />}
      <div className={classes.said}>
        <div className={classes.who}>
          <strong>{person?.name ?? '?'}</strong>
          <span className={classes.when}>
            <TimeAgo at={comment.createdAt} />
            {comment.editedAt && ` · ${t('edited')}`}
          </span>
          {store.mayComment && !editing && <ReactButton thread={thread} comment={comment} />}
          {mine && !editing && (
            <LazyMenu
              position="bottom-end"
              width={160}
              target={
                <ActionIcon size="xs" className={classes.own ?? ''} aria-label={t('commentMenu')}>
                  <IconDots size={13} />
                </ActionIcon>
              }
            >
              <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => setEditing(true)}>
                {t('edit')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconTrash size={15} />}
                color="red"
                onClick={() => store.outbox.add(thread.article, { type: 'remove', ...act })}
              >
                {t('delete')}
              </Menu.Item>
            </LazyMenu>
          )}
        </div>
        {editing ? (
          <CommentBox
            label={t('edit')}
            placeholder=""
            submitLabel={t('save')}
            initial={comment.body}
            autoFocus
            unsent={store.unsent.get(comment.id)}
            onType={(text) => store.keepUnsent(comment.id, text)}
            onCancel={endEditing}
            onSubmit={(body) => {
              store.outbox.add(thread.article, { type: 'edit', ...act, body });
              endEditing();
            }}
          />
        ) : (
          <CommentText body={comment.body} />
        )}
        <DeliveryStatus comment={comment} />
        <Reactions thread={thread} comment={comment} />
      </div>
    </div>
  );
}

/** That a comment has not reached the server yet, or was refused. */
function DeliveryStatus({ comment }: { comment: ShownComment }) {
  const { t } = useTranslation('threads');
  const store = useThreadStore();
  const { waiting } = comment;
  if (!waiting) return null;
  if (!waiting.failed)
    return (
      <span className={classes.delivery}>
        <IconClock size={12} /> {t(waiting.delayed ? 'delayed' : 'sending')}
      </span>
    );
  return (
    <div className={classes.failed} role="alert">
      {t('failed')}
      <Group gap={4}>
        <Button size="compact-xs" variant="default" onClick={() => store.outbox.retry(waiting.id)}>
          {t('retry')}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => void navigator.clipboard.writeText(comment.body)}
        >
          {t('copy')}
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          onClick={() => store.outbox.discard(waiting.id)}
        >
          {t('discard')}
        </Button>
      </Group>
    </div>
  );
}

interface ReactionsProps {
  thread: ShownThread;
  comment: ShownComment;
}

function Reactions({ thread, comment }: ReactionsProps) {
  const { t } = useTranslation('threads');
  const store = useThreadStore();
  const me = useMe();
  const people = usePeople();
  if (comment.reactions.length === 0) return null;
  return (
    <div className={classes.reactions}>
      {comment.reactions.map(({ emoji, users }) => {
        const names = users.map((id) => people.get(id)?.name ?? '?').join(', ');
        const on = !users.includes(me.id);
        const change = { type: 'react', thread: thread.id, comment: comment.id, emoji, on } as const;
        return (
          <UnstyledButton
            key={emoji}
            data-tip={names}
            className={classes.reaction ?? ''}
            aria-pressed={!on}
            aria-label={t('reacted', { emoji, names })}
            disabled={!store.mayComment}
            onClick={() => store.outbox.add(thread.article, change)}
          >
            {emoji} {users.length}
          </UnstyledButton>
        );
      })}
    </div>
  );
}

function ReactButton({ thread, comment }: ReactionsProps) {
  const { t } = useTranslation('threads');
  const store = useThreadStore();
  const [picking, setPicking] = useState(false);
  const react = (emoji: ReactionEmoji) => {
    store.outbox.add(thread.article, {
      type: 'react',
      thread: thread.id,
      comment: comment.id,
      emoji,
      on: true,
    });
    setPicking(false);
  };
  return (
    <Popover opened={picking} onChange={setPicking} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          size="xs"
          className={classes.own ?? ''}
          aria-label={t('react')}
          onClick={() => setPicking(!picking)}
        >
          <IconMoodPlus size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={4}>
        <Group gap={0}>
          {reactionEmoji.map((emoji) => (
            <UnstyledButton key={emoji} className={classes.emoji ?? ''} onClick={() => react(emoji)}>
              {emoji}
            </UnstyledButton>
          ))}
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
