// What there is to know of a section's standing, in a few lines: state, owner, writers, what was last said.
import type { SectionStatus } from '@galley/shared/api/section-states.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../app/people.ts';
import { useDeskTimes } from '../../ui/desk-times.ts';
import { Face } from '../../ui/face.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import classes from './section-facts.module.css';

export function SectionFacts({ status }: { status: SectionStatus | null }) {
  const { t } = useTranslation('sections');
  const people = usePeople();
  const nameOf = useNames();
  const { state, owner, dueAt, approval, remark, writers } = status ?? nothing;
  const ownerPerson = owner === null ? undefined : people.get(owner);
  return (
    <div className={classes.facts}>
      <p className={classes.state}>
        <StateMark state={state} />
        <strong>{t(`state.${state}`)}</strong>
        {approval && (
          <span className={classes.soft}>
            {nameOf(approval.by)}, <TimeAgo at={approval.at} />
          </span>
        )}
      </p>
      {remark && (remark.kind === 'returned' || remark.kind === 'reopened' || remark.kind === 'voided') && (
        <p className={classes.remark}>
          {t(`remark.${remark.kind}`, { name: nameOf(remark.by), note: remark.note })}
        </p>
      )}
      <p className={classes.line}>
        {ownerPerson && <Face person={ownerPerson} size={18} />}
        <span>{owner === null ? t('nobody') : t('owner', { name: nameOf(owner) })}</span>
        {dueAt !== null && <DueDate at={dueAt} />}
      </p>
      {writers.length > 0 && (
        <p className={classes.soft}>{t('writers', { names: writers.map(nameOf).join(', ') })}</p>
      )}
    </div>
  );
}

const nothing: Omit<SectionStatus, 'section'> = {
  state: 'open',
  owner: null,
  dueAt: null,
  approval: null,
  remark: null,
  writers: [],
};

/** Until when a section is wanted; it stands out when that is over. */
export function DueDate({ at }: { at: string }) {
  const { t } = useTranslation('sections');
  const times = useDeskTimes();
  const date = new Date(at);
  const isOver = date.getTime() < Date.now();
  return (
    <time dateTime={at} className={classes.due} data-over={isOver || undefined}>
      {t(isOver ? 'overdue' : 'due', { date: times.text(date, times.isToday(date) ? 'time' : 'dayAndTime') })}
    </time>
  );
}

/** Names people; somebody who is not known any more is somebody. */
export function useNames(): (person: UserId | null) => string {
  const { t } = useTranslation('sections');
  const people = usePeople();
  return (person) => (person === null ? undefined : people.get(person)?.name) ?? t('somebody');
}
