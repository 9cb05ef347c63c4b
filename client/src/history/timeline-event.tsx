// A line of the timeline that says what happened beside the text, and leads to the section or the thread; a withdrawal leads
// nowhere.
import type { TimelineEvent } from '@galley/shared/api/history.ts';
import { withNames } from '@galley/shared/api/threads.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import type { SectionId, UserId } from '@galley/shared/ids.ts';
import { UnstyledButton } from '@mantine/core';
import {
  IconArrowBackUp,
  IconChecks,
  IconEyeCheck,
  IconLockOpen,
  IconMessage,
  IconMessageCheck,
  IconMessageUp,
  IconPencil,
  IconRobot,
  IconRobotOff,
  IconWorldOff,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { usePeople } from '../app/people.ts';
import { useOutline } from '../collab/use-yjs.ts';
import { useArticle } from '../editor/article-context.ts';
import { useTimes } from '../ui/times.ts';
import classes from './timeline-list.module.css';

interface EventButtonProps {
  event: TimelineEvent;
  onLeave: () => void;
}

export function EventButton({ event, onLeave }: EventButtonProps) {
  const { t } = useTranslation('history');
  const people = usePeople();
  const [, setAddress] = useSearchParams();
  const { label, shown } = useSection(event.type === 'withdrawn' ? null : event.section);
  const time = useTimes();
  const kind = event.type === 'section' ? event.act : event.type;
  const Icon = icons[kind];
  const by = event.by === null ? 'Galley' : (people.get(event.by)?.name ?? '?');
  const said = saidOf(event, (id) => people.get(id)?.name);
  const words = (
    <>
      <Icon size={20} stroke={1.75} className={classes.icon} data-event={kind} aria-hidden />
      <span className={classes.words}>
        <span className={classes.name}>
          {t(`event.${kind}`, { section: label })}
          {'letters' in event && ` · ${t('letters', { count: event.letters })}`}
        </span>
        {said !== '' && <span className={classes.quote}>{t('said', { text: said })}</span>}
        <span className={classes.details}>
          {time(event.at, 'time')} · {by}
          {event.type !== 'section' && label !== '' && ` · ${label}`}
        </span>
      </span>
    </>
  );
  if (event.type === 'withdrawn' || !leads(event)) return <div className={classes.line}>{words}</div>;
  const go = () => {
    onLeave();
    // The article's page opens what its address names, as it does for a notification.
    setAddress('thread' in event ? { card: event.thread } : { section: event.section ?? '' });
  };
  return (
    <UnstyledButton
      className={classes.button ?? ''}
      // A removed section has no place any more; its conversations do.
      disabled={!('thread' in event) && !shown}
      onClick={go}
    >
      {words}
    </UnstyledButton>
  );
}

const icons = {
  ready: IconEyeCheck,
  'taken-back': IconPencil,
  approved: IconChecks,
  returned: IconArrowBackUp,
  reopened: IconLockOpen,
  voided: IconLockOpen,
  'thread-opened': IconMessage,
  'thread-resolved': IconMessageCheck,
  'thread-reopened': IconMessageUp,
  withdrawn: IconWorldOff,
  'machine-marked': IconRobot,
  'machine-unmarked': IconRobotOff,
} as const;

/** What somebody said with it; empty for nothing. */
function saidOf(event: TimelineEvent, nameOf: (id: UserId) => string | undefined): string {
  if ('note' in event) return event.note;
  return 'text' in event ? withNames(event.text, nameOf) : '';
}

/** Words that were marked in several sections lead to none of them. */
function leads(event: TimelineEvent): boolean {
  return !('letters' in event) || event.section !== null;
}

/** What a section is called, empty for none, and whether the article shows it. */
function useSection(id: SectionId | null): { label: string; shown: boolean } {
  const { t } = useTranslation('history');
  const { session, template, language } = useArticle();
  const outline = useOutline(session.doc);
  if (id === null) return { label: '', shown: false };
  const entry = outline.find((one) => one.id === id);
  if (!entry) return { label: t('place.gone'), shown: false };
  return { label: sectionLabel(entry, template, language), shown: !entry.removed };
}
