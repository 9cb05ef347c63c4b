// How the connection and saving stand, truthfully: saved, saving, delayed, offline.
import { IconCloudCheck, IconCloudOff, IconCloudUp, IconLoader2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { denialOf } from '../collab/denial.ts';
import type { SaveState } from '../collab/session.ts';
import { useArticle, useSessionState } from '../editor/article-context.ts';
import { useUnsentCount } from '../review/outbox-context.ts';
import classes from './save-status.module.css';

/** It changes twice with each key: nothing but the words themselves is rendered then. */
export function SaveStatus() {
  const { state, icon: Icon, label, why } = useSaving();
  return (
    <span className={classes.status} data-state={state} role="status" data-tip={why}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <span className={classes.label}>{label}</span>
    </span>
  );
}

function useSaving() {
  const { t } = useTranslation('editor');
  const { row, session } = useArticle();
  const save = useSessionState(session, (state) => state.save);
  const unsent = useUnsentCount(row.id);
  const ofText = { state: save.type, ...useWords(save, t) };
  if (unsent === 0) return ofText;
  // Not all is saved while comments and suggestions are still on their way.
  const waiting = t('save.unsentReview', { count: unsent });
  return save.type === 'saved'
    ? { ...ofText, icon: IconCloudUp, label: waiting, why: t('save.unsentReviewWhy') }
    : { ...ofText, label: `${ofText.label} · ${waiting}` };
}

function useWords(save: SaveState, t: ReturnType<typeof useTranslation<'editor'>>['t']) {
  switch (save.type) {
    case 'saved':
      return { icon: IconCloudCheck, label: t('save.saved'), why: t('save.savedWhy') };
    case 'saving':
      return {
        icon: IconCloudUp,
        label: t('save.saving', { count: save.unsent }),
        why: t('save.savingWhy'),
      };
    case 'delayed':
      return { icon: IconCloudUp, label: t('save.delayed'), why: t('save.delayedWhy') };
    case 'offline':
      return {
        icon: IconCloudOff,
        label: save.unsent > 0 ? t('save.offlineUnsent', { count: save.unsent }) : t('save.offline'),
        why: t('save.offlineWhy'),
      };
    case 'connecting':
      return { icon: IconLoader2, label: t('save.connecting'), why: t('save.connectingWhy') };
    case 'denied': {
      const label = t(`deniedShort.${denialOf(save.reason)}`);
      return { icon: IconCloudOff, label, why: label };
    }
  }
}
