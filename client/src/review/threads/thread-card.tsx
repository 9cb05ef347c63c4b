// One thread: what it is about where that can't be seen, its comments, and what can be done with it.
import { isLine } from '@galley/shared/article/region.ts';
import { newId } from '@galley/shared/ids.ts';
import { ActionIcon, Badge, Group, Menu, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconCheck, IconDots } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LazyMenu } from '../../ui/lazy-menu.tsx';
import { useThreadStore } from '../article-review.ts';
import { CardFrame } from './card-frame.tsx';
import { CommentBox } from './comment-box.tsx';
import { CommentView } from './comment-view.tsx';
import classes from './thread-card.module.css';
import type { ShownThread } from './with-waiting.ts';

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
