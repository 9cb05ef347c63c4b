// The line under a section's head that says what is next: the buttons of who is to judge it, or why it was returned.
import type { SectionStatus } from '@galley/shared/api/section-states.ts';
import type { SectionContent } from '@galley/shared/article/content.ts';
import type { Template } from '@galley/shared/article/template.ts';
import type { ArticleId, SectionId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import { type ActCase, refusalOf } from '@galley/shared/review/section-acts.ts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp, IconRosetteDiscountCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/session.tsx';
import { NoteDialog } from '../note-dialog.tsx';
import { useNames } from './section-facts.tsx';
import { useSectionAct } from './section-statuses.ts';
import { showSectionsDone } from './section-toasts.tsx';
import classes from './section-verdict.module.css';

interface SectionVerdictProps {
  article: ArticleId;
  section: SectionId;
  label: string;
  status: SectionStatus;
  template: Pick<Template, 'fourEyes'>;
  /** The section as this person sees it at this moment: what an approval is for. */
  read: () => SectionContent;
}

/**
 * Under a section's head: the verdict for who may give it, or the note with which it was returned. `read` gives the
 * text as it stands.
 */
export function SectionVerdict({ article, section, label, status, template, read }: SectionVerdictProps) {
  const { t } = useTranslation('sections');
  const { role, id: me } = useMe();
  const nameOf = useNames();
  const [returning, dialog] = useDisclosure();
  const act = useSectionAct(article, section, (done) => {
    dialog.close();
    showSectionsDone(done, [label]);
  });
  const { state, writers, remark } = status;
  const about: ActCase = { role, me, state, writers, fourEyes: template.fourEyes };
  if (state === 'ready' && refusalOf('approve', about) === null)
    return (
      <div className={classes.line} data-kind="judge">
        <span className={classes.words}>{t('judge.words')}</span>
        <span className={classes.buttons}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowBackUp size={15} />}
            aria-label={t('judge.returnLabel', { section: label })}
            disabled={act.isPending}
            onClick={dialog.open}
          >
            {t('judge.return')}
          </Button>
          <Button
            size="compact-sm"
            leftSection={<IconRosetteDiscountCheck size={15} />}
            aria-label={t('judge.approveLabel', { section: label })}
            loading={act.isPending && !returning}
            onClick={() => act.mutate({ act: 'approve', hash: sectionHash(read()) })}
          >
            {t('judge.approve')}
          </Button>
        </span>
        {returning && (
          <NoteDialog
            kind="return"
            section={label}
            pending={act.isPending}
            onClose={dialog.close}
            onSubmit={(note) => act.mutate({ act: 'return', note })}
          />
        )}
      </div>
    );
  if (state === 'open' && remark?.kind === 'returned')
    return (
      <div className={classes.line} data-kind="returned">
        <IconArrowBackUp size={15} aria-hidden className={classes.sign} />
        <span className={classes.words}>
          {t('returnedBy', { name: nameOf(remark.by) })}
          <q className={classes.note}>{remark.note}</q>
        </span>
        {refusalOf('mark-ready', about) === null && (
          <span className={classes.buttons}>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('readyAgainLabel', { section: label })}
              loading={act.isPending}
              onClick={() => act.mutate({ act: 'mark-ready' })}
            >
              {t('readyAgain')}
            </Button>
          </span>
        )}
      </div>
    );
  return null;
}
