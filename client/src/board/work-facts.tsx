// How far an article is, on its card and in the table: who has it and until when, what is approved, what is still discussed.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import { firstPublicDay, licenceAtPublication } from '@galley/shared/article/licences.ts';
import { VisuallyHidden } from '@mantine/core';
import { IconMessage2, IconPhotoExclamation, IconRosetteDiscountCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../app/people.ts';
import { useTemplates } from '../app/templates.ts';
import { useDeskTimes } from '../ui/desk-times.ts';
import { Face } from '../ui/face.tsx';
import { useNow } from '../ui/time-ago.tsx';
import { useTimes } from '../ui/times.ts';
import classes from './work-facts.module.css';

/** Who has the article; nothing where nobody has it. */
export function Assignee({ article }: { article: ArticleRow }) {
  const { t } = useTranslation('board');
  const person = usePeople().get(article.assignee ?? article.createdBy);
  if (article.assignee === null || !person) return null;
  return (
    <span className={classes.assignee} title={t('card.assignee', { name: person.name })}>
      <Face person={person} size={18} />
      <VisuallyHidden>{t('card.assignee', { name: person.name })}</VisuallyHidden>
      <span className={classes.name} aria-hidden>
        {person.name.split(' ')[0]}
      </span>
    </span>
  );
}

/** Until when all of its pictures may be published, where that ends soon, by its publication, or is over. */
export function Licences({ article }: { article: ArticleRow }) {
  const { t } = useTranslation('board');
  const times = useTimes();
  const { dayOf } = useDeskTimes();
  const now = useNow();
  const { licenceEnd } = article;
  // Most articles have none, and calendars are slow.
  if (licenceEnd === null) return null;
  const today = dayOf(new Date(now));
  const state = licenceAtPublication(licenceEnd, { today, publication: firstPublicDay(article, dayOf) });
  if (state === 'valid') return null;
  return (
    <span className={classes.licence} data-over={state === 'expired' || state === 'ends-before' || undefined}>
      <IconPhotoExclamation size={14} stroke={1.75} aria-hidden />
      {t(`card.licence.${state}`, { day: times(licenceEnd, 'day', 'UTC') })}
    </span>
  );
}

/** How many sections are approved, where that is asked for, and how many threads are open. */
export function Progress({ article }: { article: ArticleRow }) {
  const { t } = useTranslation('board');
  const template = useTemplates().get(article.template);
  const { approved, sections, openThreads } = article;
  const asksApproval = template !== undefined && template.approvals !== 'off' && sections > 0;
  return (
    <>
      {(asksApproval || approved > 0) && (
        <span
          className={classes.count}
          data-whole={approved === sections || undefined}
          title={t('card.approved', { approved, count: sections })}
        >
          <IconRosetteDiscountCheck size={15} stroke={1.75} aria-hidden />
          <span aria-hidden>
            {approved}/{sections}
          </span>
          <VisuallyHidden>{t('card.approved', { approved, count: sections })}</VisuallyHidden>
        </span>
      )}
      {openThreads > 0 && (
        <span className={classes.count} title={t('card.comments', { count: openThreads })}>
          <IconMessage2 size={15} stroke={1.75} aria-hidden />
          <span aria-hidden>{openThreads}</span>
          <VisuallyHidden>{t('card.comments', { count: openThreads })}</VisuallyHidden>
        </span>
      )}
    </>
  );
}
