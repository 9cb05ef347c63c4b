// The line under the head of a sealed section: who approved it, that nobody writes in it now, and the way to reopen it.
import type { SectionStatus } from '@galley/shared/api/section-states.ts';
import type { Template } from '@galley/shared/article/template.ts';
import type { ArticleId, SectionId } from '@galley/shared/ids.ts';
import { refusalOf } from '@galley/shared/review/section-acts.ts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLock } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/session.tsx';
import { NoteDialog } from '../note-dialog.tsx';
import classes from './seal.module.css';
import { useNames } from './section-facts.tsx';
import { useSectionAct } from './section-statuses.ts';
import { showSectionsDone } from './section-toasts.tsx';

interface SealProps {
  article: ArticleId;
  section: SectionId;
  label: string;
  status: SectionStatus;
  template: Pick<Template, 'fourEyes'>;
  /** How often somebody has tried to type into the section: each time the line says why nothing happens. */
  tries: number;
}

/** Under the head of an approved section: who approved it, and the way to reopen it. Scrolls into view when `tries` counts up. */
export function Seal({ article, section, label, status, template, tries }: SealProps) {
  const { t } = useTranslation('sections');
  const { role, id } = useMe();
  const nameOf = useNames();
  const line = useRef<HTMLDivElement>(null);
  const [asking, ask] = useDisclosure();
  const act = useSectionAct(article, section, (done) => {
    ask.close();
    showSectionsDone(done, [label]);
  });
  useEffect(() => {
    if (tries > 0) line.current?.scrollIntoView({ block: 'nearest' });
  }, [tries]);
  const { approval, state, writers } = status;
  if (!approval) return null;
  const mayReopen =
    refusalOf('reopen', { role, me: id, state, writers, fourEyes: template.fourEyes }) === null;
  return (
    <div ref={line} className={classes.seal} data-tried={tries > 0 || undefined}>
      <IconLock size={14} stroke={1.75} aria-hidden />
      <span className={classes.words}>
        {t('sealed', { name: nameOf(approval.by) })}
        {tries > 0 && (
          <strong key={tries} role="alert" className={classes.why}>
            {t(mayReopen ? 'sealedTyped' : 'sealedTypedAsk')}
          </strong>
        )}
      </span>
      {mayReopen && (
        <Button size="compact-xs" variant="default" className={classes.reopen ?? ''} onClick={ask.open}>
          {t('act.reopen')}
        </Button>
      )}
      {asking && (
        <NoteDialog
          kind="reopen"
          section={label}
          pending={act.isPending}
          onClose={ask.close}
          onSubmit={(reason) => act.mutate({ act: 'reopen', reason })}
        />
      )}
    </div>
  );
}
