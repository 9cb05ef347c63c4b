// One thread: what it is about where that can't be seen, its comments, and what can be done with it.
import { type ReactionEmoji, reactionEmoji } from '@galley/shared/api/threads.ts';
import { isLine } from '@galley/shared/article/region.ts';
import { newId } from '@galley/shared/ids.ts';
import { ActionIcon, Badge, Button, Group, Menu, Popover, UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCheck,
  IconClock,
  IconDots,
  IconMoodPlus,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../app/people.ts';
import { useMe } from '../../app/session.tsx';
import { Face } from '../../ui/face.tsx';
import { LazyMenu } from '../../ui/lazy-menu.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { useThreadStore } from '../article-review.ts';
import { CardFrame } from './card-frame.tsx';
import { CommentBox } from './comment-box.tsx';
import { CommentText } from './comment-text.tsx';
import classes from './thread-card.module.css';
import type { ShownComment, ShownThread } from './with-waiting.ts';

interface ThreadCardProps extends ThreadContentProps {
  /** Who began it. */
  author: string;
  /** The height that it takes while nobody can see it, in px; left out where it is drawn. */
  height: number | undefined;
}

interface ThreadContentProps {
  thread: ShownThread;
  active: boolean;
  /** The text that it is about is not in the article any more. */
  gone: boolean;
  /** The quote is shown although the text is there: in lists, where the text is not beside it. */
  quoted: boolean;
  /** Leads to the text; left out where it stands beside the card anyway. */
  onGo?: () => void;
}

/** Drawn anew only when it changes itself: there may be hundreds beside a text that somebody types in. */
export const ThreadCard = memo(function ThreadCard({ author, height, ...content }: ThreadCardProps) {
  const { t } = useTranslation('threads');
  const { thread, active } = content;
  return (
    <CardFrame
      id={thread.id}
      kind="thread"
      label={t('threadBy', { name: author })}
      active={active}
      closed={thread.state === 'resolved'}
      height={height}
    >
      {height === undefined && <ThreadContent {...content} />}
    </CardFrame>
  );
});

function ThreadContent({ thread, active, gone, quoted, onGo }: ThreadContentProps) {
  const { t } = useTranslation('threads');
  const store = useThreadStore();
  const { subject, article, id } = thread;
  const resolved = thread.state === 'resolved';
  const change = (fields: { state?: 'open' | 'resolved'; blocking?: boolean }) =>
    store.outbox.add(article, { type: 'change', thread: id, change: fields });

  return (
    <>
      {(gone || quoted) && subject.type === 'text' && (
        <blockquote className={classes.quote}>
          {onGo ? (
            <UnstyledButton className={classes.go ?? ''} onClick={onGo}>
              {subject.quote.exact}
            </UnstyledButton>
          ) : (
            subject.quote.exact
          )}
        </blockquote>
      )}
      {gone && <p className={classes.gone}>{t('gone')}</p>}
      <div className={classes.tags}>
        {subject.type === 'article' && <span>{t('onArticle')}</span>}
        {subject.type === 'block' && <span>{t('onBlock')}</span>}
        {subject.type === 'region' && (
          <span>{isLine(subject.region) ? t(`onLine.${subject.region}`) : t('onSection')}</span>
        )}
        {thread.blocking && !resolved && (
          <Badge size="sm" color="red" variant="light">
            {t('blocking')}
          </Badge>
        )}
        {resolved && (
          <Badge size="sm" color="green" variant="light" leftSection={<IconCheck size={11} />}>
            {t('resolved')}
          </Badge>
        )}
      </div>
      {store.mayComment && (
        <Group gap={2} className={classes.acts ?? ''} wrap="nowrap">
          <ActionIcon
            data-tip={t(resolved ? 'reopen' : 'resolve')}
            size="sm"
            aria-label={t(resolved ? 'reopen' : 'resolve')}
            onClick={() => change({ state: resolved ? 'open' : 'resolved' })}
          >
            {resolved ? <IconArrowBackUp size={15} /> : <IconCheck size={15} />}
          </ActionIcon>
          <LazyMenu
            position="bottom-end"
            width={220}
            target={
              <ActionIcon size="sm" aria-label={t('more')}>
                <IconDots size={15} />
              </ActionIcon>
            }
          >
            <Menu.Item
              leftSection={<IconAlertTriangle size={15} />}
              onClick={() => change({ blocking: !thread.blocking })}
            >
              {t(thread.blocking ? 'notBlocking' : 'makeBlocking')}
            </Menu.Item>
          </LazyMenu>
        </Group>
      )}
      {thread.comments.map((comment) => (
        <CommentView key={comment.id} thread={thread} comment={comment} />
      ))}
      {store.mayComment && (active || store.unsent.has(id)) && <Reply thread={thread} />}
    </>
  );
}

function CommentView({ thread, comment }: { thread: ShownThread; comment: ShownComment }) {
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
        <IconClock size={12} /> {t('sending')}
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

function Reply({ thread }: { thread: ShownThread }) {
  const { t } = useTranslation('threads');
  const store = useThreadStore();
  // A new field after each reply.
  const [round, setRound] = useState(0);
  const { id } = thread;
  const end = () => {
    store.unsent.delete(id);
    setRound(round + 1);
  };
  return (
    <CommentBox
      key={round}
      label={t('reply')}
      placeholder={t('replyHint')}
      submitLabel={t('send')}
      unsent={store.unsent.get(id)}
      onType={(text) => store.keepUnsent(id, text)}
      onCancel={end}
      onSubmit={(body) => {
        store.outbox.add(thread.article, { type: 'reply', thread: id, comment: { id: newId(), body } });
        end();
      }}
    />
  );
}
