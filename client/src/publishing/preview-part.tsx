// The way to the preview, and the links by which people outside see it.
import type { PreviewLink } from '@galley/shared/api/previews.ts';
import type { Publication } from '@galley/shared/api/publishing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDeviceMobile, IconShare } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/session.tsx';
import { showProblem, showToast } from '../app/toasts.ts';
import { useArticle } from '../editor/article-context.ts';
import { askFirst } from '../ui/ask-first.tsx';
import { TimeAgo } from '../ui/time-ago.tsx';
import { useTimes } from '../ui/times.ts';
import { Part } from './part.tsx';
import { PreviewDialog } from './preview-dialog.tsx';
import { PreviewLinkDialog } from './preview-link-dialog.tsx';
import classes from './preview-part.module.css';
import { previewLinksQuery, useEndPreviewLink } from './previews.ts';
import { Act } from './public-state.tsx';

export function PreviewPart({ article, publication }: { article: ArticleId; publication: Publication }) {
  const { t } = useTranslation('publishing');
  const { row } = useArticle();
  const mayShare = useMay('preview.share') && row.archivedAt === null;
  const [opened, dialog] = useDisclosure();
  const [sharing, shareDialog] = useDisclosure();
  return (
    <Part title={t('preview.title')}>
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDeviceMobile size={15} />}
          onClick={dialog.open}
        >
          {t('preview.open')}
        </Button>
        {mayShare && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconShare size={15} />}
            onClick={shareDialog.open}
          >
            {t('preview.share')}
          </Button>
        )}
      </Group>
      <Links article={article} mayEnd={mayShare} />
      {opened && <PreviewDialog article={article} hash={publication.hash} onClose={dialog.close} />}
      {sharing && (
        <PreviewLinkDialog article={article} timeZone={publication.timeZone} onClose={shareDialog.close} />
      )}
    </Part>
  );
}

function Links({ article, mayEnd }: { article: ArticleId; mayEnd: boolean }) {
  const { t } = useTranslation('publishing');
  const { data: links = [] } = useQuery(previewLinksQuery(article));
  const id = useId();
  if (links.length === 0) return null;
  return (
    <div className={classes.links}>
      <h3 id={id} className={classes.title}>
        {t('links.title')}
      </h3>
      <ul aria-labelledby={id} className={classes.list}>
        {links.map((link) => (
          <LinkRow key={link.id} article={article} link={link} mayEnd={mayEnd} />
        ))}
      </ul>
    </div>
  );
}

function LinkRow({ article, link, mayEnd }: { article: ArticleId; link: PreviewLink; mayEnd: boolean }) {
  const { t } = useTranslation(['publishing', 'app']);
  const time = useTimes();
  const end = useEndPreviewLink(article, () => showToast(t('links.ended')));
  const name = link.for === '' ? t('links.forAnybody') : t('links.for', { name: link.for });
  const ask = () =>
    askFirst({
      title: t('links.endTitle'),
      children: <Text size="sm">{t('links.endText')}</Text>,
      labels: { confirm: t('links.end'), cancel: t('app:cancel') },
      confirmProps: { color: 'red.9' },
      onConfirm: () => end.mutate(link.id, { onError: showProblem }),
    });
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <p className={classes.name}>{name}</p>
        <Act at={link.createdAt} by={link.createdBy} />
        <p className={classes.facts}>
          {t('links.until', { time: time(link.expiresAt, 'dateTime') })},{' '}
          {link.openedAt === null ? (
            t('links.unopened')
          ) : (
            <>
              {t('links.opened')} <TimeAgo at={link.openedAt} />
            </>
          )}
        </p>
      </div>
      {mayEnd && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          aria-label={t('links.endLabel', { name })}
          loading={end.isPending}
          onClick={ask}
        >
          {t('links.end')}
        </Button>
      )}
    </li>
  );
}
