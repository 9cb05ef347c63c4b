// Making a link by which somebody outside sees the preview. Its address is shown once: the server keeps a hash of it only.
import { maxPreviewLinkName, previewLinkDays } from '@galley/shared/api/previews.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Button, CopyButton, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemCode, problemText } from '../app/problem-text.ts';
import { useArticle } from '../editor/article-context.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useTimes } from '../ui/times.ts';
import { useNewPreviewLink } from './previews.ts';
import classes from './publish-dialog.module.css';

interface PreviewLinkDialogProps {
  article: ArticleId;
  timeZone: string;
  onClose: () => void;
}

export function PreviewLinkDialog({ article, timeZone, onClose }: PreviewLinkDialogProps) {
  const { t } = useTranslation(['publishing', 'app']);
  const time = useTimes();
  const { row } = useArticle();
  const [name, setName] = useState('');
  const [days, setDays] = useState('7');
  const make = useNewPreviewLink(article);
  const embargo = row.embargo !== null && new Date(row.embargo) > new Date() ? row.embargo : null;
  return (
    <Dialog
      opened
      onClose={onClose}
      size="md"
      title={<span className={classes.title}>{t('links.dialog')}</span>}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      {make.data ? (
        <Stack gap="md">
          <Text size="sm" role="status">
            {t('links.ready', { time: time(make.data.link.expiresAt, 'dateTime') })}
          </Text>
          <TextInput
            readOnly
            data-autofocus
            aria-label={t('links.address')}
            value={make.data.address}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('app:close')}
            </Button>
            <CopyButton value={make.data.address}>
              {({ copied, copy }) => (
                <Button onClick={copy}>{copied ? t('links.copied') : t('links.copy')}</Button>
              )}
            </CopyButton>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            make.mutate({ for: name, days: Number(days) });
          }}
        >
          <Stack gap="md">
            <Text size="sm">{t('links.will')}</Text>
            {embargo !== null && (
              <Text size="sm" fw={550}>
                {t('links.embargo', { time: time(embargo, 'zoned', timeZone) })}
              </Text>
            )}
            <TextInput
              label={t('links.name')}
              description={t('links.nameHint')}
              maxLength={maxPreviewLinkName}
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Radio.Group label={t('links.lasts')} value={days} onChange={setDays}>
              <Group gap="lg" mt={6}>
                {previewLinkDays.map((count) => (
                  <Radio key={count} value={String(count)} label={t('links.days', { count })} />
                ))}
              </Group>
            </Radio.Group>
            {make.isError && (
              <Text role="alert" size="sm" c="var(--mantine-color-error)">
                {problemCode(make.error) === 'conflict' ? t('links.tooMany') : problemText(make.error)}
              </Text>
            )}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('app:cancel')}
              </Button>
              <Button type="submit" loading={make.isPending}>
                {t('links.make')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
