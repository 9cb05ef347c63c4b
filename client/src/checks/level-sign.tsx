// The sign of how much a hint counts.
import type { CheckLevel } from '@galley/shared/checks/levels.ts';
import { IconAlertTriangle, IconBan, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Only one that blocks has a name: the hint’s words say the rest. */
export function LevelSign({ level }: { level: Exclude<CheckLevel, 'off'> }) {
  const { t } = useTranslation('checks');
  if (level === 'block') return <IconBan size={16} aria-label={t('blocks')} />;
  if (level === 'warn') return <IconAlertTriangle size={16} aria-hidden />;
  return <IconInfoCircle size={16} aria-hidden />;
}
