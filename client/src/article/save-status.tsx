// How the connection and saving stand, truthfully: saved, saving, delayed, offline.
import { IconCloudCheck, IconCloudOff, IconCloudUp, IconLoader2 } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { denialOf } from '../collab/denial.ts';
import type { SaveState } from '../collab/session.ts';
import { useArticle } from '../editor/article-context.ts';
import { useUnsentCount } from '../review/outbox-context.ts';
import classes from './save-status.module.css';

const icons = { check: IconCloudCheck, up: IconCloudUp, off: IconCloudOff, wait: IconLoader2 };

/** What it says. */
interface Shown {
  icon: keyof typeof icons;
  label: string;
  why: string;
}

/** It changes twice with each key, so it writes into the page itself, past React: a key is not to wait for a rendering. */
export function SaveStatus() {
  const { t } = useTranslation('editor');
  const { row, session } = useArticle();
  const unsent = useUnsentCount(row.id);
  const status = useRef<HTMLSpanElement>(null);
  const words = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const show = () => {
      const { save } = session.getState();
      const { icon, label, why } = shownOf(save, unsent, t);
      if (!status.current || !words.current) return;
      Object.assign(status.current.dataset, { state: save.type, icon, tip: why });
      // A screen reader says what is written anew, even the same.
      if (words.current.textContent !== label) words.current.textContent = label;
    };
    show();
    return session.subscribe(show);
  }, [session, unsent, t]);
  return (
    <span ref={status} className={classes.status} role="status">
      {Object.entries(icons).map(([name, Icon]) => (
        <Icon key={name} data-name={name} size={16} stroke={1.75} aria-hidden />
      ))}
      <span ref={words} className={classes.label} />
    </span>
  );
}

function shownOf(save: SaveState, unsent: number, t: TFunction<'editor'>): Shown {
  const ofText = shownOfText(save, t);
  if (unsent === 0) return ofText;
  // Not all is saved while comments and suggestions are still on their way.
  const waiting = t('save.unsentReview', { count: unsent });
  return save.type === 'saved'
    ? { icon: 'up', label: waiting, why: t('save.unsentReviewWhy') }
    : { ...ofText, label: `${ofText.label} · ${waiting}` };
}

function shownOfText(save: SaveState, t: TFunction<'editor'>): Shown {
  switch (save.type) {
    case 'saved':
      return { icon: 'check', label: t('save.saved'), why: t('save.savedWhy') };
    case 'saving':
      return { icon: 'up', label: t('save.saving', { count: save.unsent }), why: t('save.savingWhy') };
    case 'delayed':
      return { icon: 'up', label: t('save.delayed'), why: t('save.delayedWhy') };
    case 'offline':
      return {
        icon: 'off',
        label: save.unsent > 0 ? t('save.offlineUnsent', { count: save.unsent }) : t('save.offline'),
        why: t('save.offlineWhy'),
      };
    case 'connecting':
      return { icon: 'wait', label: t('save.connecting'), why: t('save.connectingWhy') };
    case 'denied': {
      const label = t(`deniedShort.${denialOf(save.reason)}`);
      return { icon: 'off', label, why: label };
    }
  }
}
