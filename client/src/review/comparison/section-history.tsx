// What was done with a section, by whom and when, the newest first.
import type { SectionEvent } from '@galley/shared/api/section-states.ts';
import type { ArticleId, SectionId } from '@galley/shared/ids.ts';
import { CloseButton, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../app/people.ts';
import { Face } from '../../ui/face.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { DueDate, useNames } from '../sections/section-facts.tsx';
import { sectionHistoryQuery } from '../sections/section-statuses.ts';
import classes from './section-history.module.css';

interface SectionHistoryProps {
  article: ArticleId;
  section: SectionId;
  label: string;
  onClose: () => void;
}

/** Who did what with a section under way, the newest first. */
export function SectionHistory({ article, section, label, onClose }: SectionHistoryProps) {
  const { t } = useTranslation('sections');
  const { t: general } = useTranslation();
  const { data: events } = useQuery(sectionHistoryQuery(article, section));
  const title = t('history.title', { section: label });
  return (
    <section aria-label={title}>
      <header className={classes.head}>
        <h3 className={classes.title}>{title}</h3>
        <CloseButton size="sm" aria-label={general('close')} onClick={onClose} data-autofocus />
      </header>
      {!events && <Loader size="xs" />}
      {events?.length === 0 && <p className={classes.empty}>{t('history.empty')}</p>}
      <ol className={classes.list}>
        {events?.map((event) => (
          <Entry key={event.number} event={event} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ event }: { event: SectionEvent }) {
  const { t } = useTranslation('sections');
  const nameOf = useNames();
  const people = usePeople();
  const person = event.by === null ? undefined : people.get(event.by);
  const kind = event.kind === 'assigned' && event.owner === null ? 'unassigned' : event.kind;
  const name = event.by === null ? t('history.galley') : nameOf(event.by);
  return (
    <li className={classes.entry}>
      {person ? <Face person={person} size={20} /> : <span className={classes.nobody} />}
      <div>
        <p className={classes.event}>
          {t(`history.event.${kind}`, { name, owner: nameOf(event.owner) })}{' '}
          {event.kind === 'assigned' && event.dueAt !== null && <DueDate at={event.dueAt} />}
        </p>
        {event.note !== '' && <p className={classes.note}>{event.note}</p>}
        <span className={classes.when}>
          <TimeAgo at={event.at} />
        </span>
      </div>
    </li>
  );
}
