// What is said where spelling or grammar may block and could not be checked: it does not keep the article from its publication.
import type { Publication } from '@galley/shared/api/publishing.ts';
import { useTranslation } from 'react-i18next';
import classes from './readiness-list.module.css';

export function LanguageCheckNote({ state }: { state: Publication['languageCheck'] }) {
  const { t } = useTranslation('publishing');
  if (state === 'off' || state === 'done') return null;
  return <p className={classes.soft}>{t(`languageCheck.${state}`)}</p>;
}
