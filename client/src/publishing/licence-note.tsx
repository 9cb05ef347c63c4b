// That the licence of a picture of the article ends soon.
import { licenceState } from '@galley/shared/article/licences.ts';
import { useTranslation } from 'react-i18next';
import { useNow } from '../ui/time-ago.tsx';
import { useTimes } from '../ui/times.ts';
import classes from './readiness-list.module.css';

interface LicenceNoteProps {
  /** The last day on which the article may be published for the sake of its pictures; null where there is none. */
  end: string | null;
  /** By whose calendar. */
  timeZone: string;
}

/** Nothing where that is far off, and where it is over: then it stands among what is missing. */
export function LicenceNote({ end, timeZone }: LicenceNoteProps) {
  const { t } = useTranslation('publishing');
  const times = useTimes();
  // Swedish dates are written as days are kept.
  const today = new Date(useNow()).toLocaleDateString('sv', { timeZone });
  if (end === null || licenceState(end, today) !== 'expiring') return null;
  return <p className={classes.soft}>{t('licenceEnds', { day: times(end, 'date', 'UTC') })}</p>;
}
