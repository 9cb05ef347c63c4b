// The line under the head of a sealed section: who approved it, and that nobody writes in it now.
import type { SectionStatus } from '@galley/shared/api/section-states.ts';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './seal.module.css';
import { useNames } from './section-facts.tsx';

export function Seal({ approval }: { approval: NonNullable<SectionStatus['approval']> }) {
  const { t } = useTranslation('sections');
  const nameOf = useNames();
  return (
    <p className={classes.seal}>
      <IconLock size={14} stroke={1.75} aria-hidden />
      {t('sealed', { name: nameOf(approval.by) })}
    </p>
  );
}
