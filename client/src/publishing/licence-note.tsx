// That the licence of a picture of the article ends soon, or with the day of its publication.
import { firstPublicDay, licenceAtPublication } from '@galley/shared/article/licences.ts';
import { useTranslation } from 'react-i18next';
import { useArticle } from '../editor/article-context.ts';
import { useNow } from '../ui/time-ago.tsx';
import { useTimes } from '../ui/times.ts';
import { localTime } from '../ui/zone-time.ts';
import classes from './readiness-list.module.css';

interface LicenceNoteProps {
  /** The last day on which the article may be published for the sake of its pictures; null where there is none. */
  end: string | null;
  /** By whose calendar. */
  timeZone: string;
}

/** Nothing where that is far off, and where it is over or will be by the publication: then it stands among what is missing. */
export function LicenceNote({ end, timeZone }: LicenceNoteProps) {
  const { t } = useTranslation('publishing');
  const times = useTimes();
  const { row } = useArticle();
  const dayOf = (at: string | Date) => localTime(new Date(at), timeZone).slice(0, 10);
  const today = dayOf(new Date(useNow()));
  const state = licenceAtPublication(end, { today, publication: firstPublicDay(row, dayOf) });
  if (end === null || (state !== 'expiring' && state !== 'ends-with')) return null;
  return <p className={classes.soft}>{t('licenceEnds', { day: times(end, 'date', 'UTC') })}</p>;
}
