// Until when an article is wanted: on its card, in the table and in its settings.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import { IconAlertTriangle, IconCalendarDue } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDeskTimes } from './desk-times.ts';
import classes from './due.module.css';
import { useNow } from './time-ago.tsx';

/** Until when the article is wanted, as long as it is not public; it stands out when that is over. */
export function Due({ article }: { article: Pick<ArticleRow, 'dueAt' | 'stage'> }) {
  const { t } = useTranslation('board');
  const times = useDeskTimes();
  const now = useNow();
  const { dueAt, stage } = article;
  if (dueAt === null || stage === 'published' || stage === 'withdrawn') return null;
  const due = new Date(dueAt);
  const isOver = due.getTime() < now;
  const isToday = times.isToday(due);
  const Icon = isOver ? IconAlertTriangle : IconCalendarDue;
  return (
    <time
      dateTime={dueAt}
      className={classes.due}
      data-over={isOver || undefined}
      title={times.text(due, 'dateTime')}
    >
      <Icon size={14} stroke={1.75} aria-hidden />
      {t(isOver ? 'card.overdue' : isToday ? 'card.today' : 'card.wanted', {
        time: times.text(due, isToday ? 'time' : 'dayAndTime'),
      })}
    </time>
  );
}
