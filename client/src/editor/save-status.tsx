// What the line to the server is like, truthfully: saved, saving, delayed, offline.
import { Tooltip } from '@mantine/core';
import { IconCloudCheck, IconCloudOff, IconCloudUp, IconLoader2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useUnsentCount } from '../outbox/outbox-context.ts';
import { useArticle } from './article-context.ts';
import { denialOf } from './denial.ts';
import classes from './save-status.module.css';
import type { SaveState } from './session.ts';

export function SaveStatus({ save }: { save: SaveState }) {
  const { t } = useTranslation('editor');
  const unsent = useUnsentCount(useArticle().row.id);
  const ofText = useWords(save, t);
  const waiting = unsent > 0 ? t('save.unsentReview', { count: unsent }) : null;
  // Not all is saved while comments and suggestions are still on their way.
  const {
    icon: Icon,
    label,
    why,
  } = waiting === null
    ? ofText
    : save.type === 'saved'
      ? { icon: IconCloudUp, label: waiting, why: t('save.unsentReviewWhy') }
      : { ...ofText, label: `${ofText.label} · ${waiting}` };
  return (
    <Tooltip label={why} multiline maw={280} disabled={why === ''}>
      <span className={classes.status} data-state={save.type} role="status">
        <Icon size={16} stroke={1.75} aria-hidden />
        <span className={classes.label}>{label}</span>
      </span>
    </Tooltip>
  );
}

function useWords(save: SaveState, t: ReturnType<typeof useTranslation<'editor'>>['t']) {
  switch (save.type) {
    case 'saved':
      return { icon: IconCloudCheck, label: t('save.saved'), why: t('save.savedWhy') };
    case 'saving':
      return { icon: IconCloudUp, label: t('save.saving', { count: save.unsent }), why: '' };
    case 'delayed':
      return { icon: IconCloudUp, label: t('save.delayed'), why: t('save.delayedWhy') };
    case 'offline':
      return {
        icon: IconCloudOff,
        label: save.unsent > 0 ? t('save.offlineUnsent', { count: save.unsent }) : t('save.offline'),
        why: t('save.offlineWhy'),
      };
    case 'connecting':
      return { icon: IconLoader2, label: t('save.connecting'), why: '' };
    case 'denied':
      return { icon: IconCloudOff, label: t(`deniedShort.${denialOf(save.reason)}`), why: '' };
  }
}
