// How a section stands, as a chip in its head, and what the person at the keyboard may do about it.
import { may } from '@galley/shared/access/roles.ts';
import type { SectionAct, SectionStatus as Status } from '@galley/shared/api/section-states.ts';
import type { SectionContent } from '@galley/shared/article/content.ts';
import type { Template } from '@galley/shared/article/template.ts';
import type { ArticleId, SectionId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import { actRules, refusalOf } from '@galley/shared/review/section-acts.ts';
import { Menu, Popover, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconArrowBackUp,
  IconCheck,
  IconHistory,
  IconLockOpen,
  IconRosetteDiscountCheck,
  IconUser,
  IconX,
} from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../app/people.ts';
import { useMe } from '../../app/session.tsx';
import { ActionItem } from '../../ui/action-item.tsx';
import { Face } from '../../ui/face.tsx';
import { Anchor, LazyMenu } from '../../ui/lazy-menu.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useOpenedOnce } from '../../ui/use-opened-once.ts';
import { AssignDialog } from '../assign-dialog.tsx';
import { SectionHistory } from '../comparison/section-history.tsx';
import { NoteDialog } from '../note-dialog.tsx';
import { DueDate, SectionFacts } from './section-facts.tsx';
import classes from './section-status.module.css';
import { useFreshStatuses, useSectionAct } from './section-statuses.ts';
import { showSectionsDone } from './section-toasts.tsx';

interface SectionStatusProps {
  article: ArticleId;
  section: SectionId;
  label: string;
  status: Status | null;
  template: Pick<Template, 'approvals' | 'fourEyes'>;
  /** The section as this person sees it at this moment: what an approval is for. */
  read: () => SectionContent;
}

type Dialog = 'assign' | 'return' | 'reopen';

const icons = {
  'mark-ready': IconCheck,
  'take-back': IconX,
  approve: IconRosetteDiscountCheck,
  return: IconArrowBackUp,
  reopen: IconLockOpen,
  assign: IconUser,
};

/** The acts in the order of the menu. */
const acts = ['mark-ready', 'approve', 'return', 'take-back', 'reopen', 'assign'] as const;

/** In the section's head: its state, with the acts that the person may do. `read` gives the text as it stands. */
export function SectionStatus({ article, section, label, status, template, read }: SectionStatusProps) {
  const { t } = useTranslation('sections');
  const me = useMe();
  const people = usePeople();
  const refresh = useFreshStatuses(article);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [historyOpened, history] = useDisclosure();
  const past = useOpenedOnce(historyOpened);
  const anchor = useRef<HTMLSpanElement>(null);
  const act = useSectionAct(article, section, (done) => {
    setDialog(null);
    showSectionsDone(done, [label]);
  });
  const { state, owner, dueAt, writers } = status ?? { state: 'open', owner: null, dueAt: null, writers: [] };
  const ownerPerson = owner === null ? undefined : people.get(owner);
  const name = ownerPerson
    ? t('chipOwner', { section: label, state: t(`state.${state}`), owner: ownerPerson.name })
    : t('chip', { section: label, state: t(`state.${state}`) });

  const refusals = new Map(
    acts.map((one) => {
      const { role, id } = me;
      return [one, refusalOf(one, { role, me: id, state, writers, fourEyes: template.fourEyes })] as const;
    }),
  );
  const shown = acts.filter((one) => refusals.get(one) === null || refusals.get(one) === 'own-text');
  const perform = (one: (typeof acts)[number]) => {
    if (one === 'assign' || one === 'return' || one === 'reopen') return setDialog(one);
    const input: SectionAct = one === 'approve' ? { act: one, hash: sectionHash(read()) } : { act: one };
    act.mutate(input);
  };

  return (
    <>
      <span ref={anchor} className={classes.anchor}>
        <LazyMenu
          position="bottom-start"
          width={290}
          onOpen={refresh}
          target={
            <UnstyledButton className={classes.chip ?? ''} data-state={state} aria-label={name} title={name}>
              <StateMark state={state} />
              <span className={classes.state}>{t(`state.${state}`)}</span>
              {ownerPerson && <Face person={ownerPerson} size={18} />}
              {dueAt !== null && state !== 'approved' && <DueDate at={dueAt} />}
            </UnstyledButton>
          }
        >
          <SectionFacts status={status} />
          {shown.length > 0 && <Menu.Divider />}
          {shown.map((one) => {
            const Icon = icons[one];
            return (
              <ActionItem
                key={one}
                leftSection={<Icon size={15} />}
                disabled={refusals.get(one) !== null || act.isPending}
                onClick={() => perform(one)}
              >
                {t(`act.${one}`)}
                {refusals.get(one) === 'own-text' && <span className={classes.why}>{t('ownText')}</span>}
              </ActionItem>
            );
          })}
          {state === 'open' && may(me.role, actRules.approve.action) && (
            <p className={classes.hint}>{t('waitsForReady')}</p>
          )}
          {template.approvals === 'off' && <p className={classes.hint}>{t('approvalsOff')}</p>}
          {!template.fourEyes && <p className={classes.hint}>{t('fourEyesOff')}</p>}
          <Menu.Divider />
          <Menu.Item leftSection={<IconHistory size={15} />} onClick={history.open}>
            {t('act.history')}
          </Menu.Item>
        </LazyMenu>
      </span>
      {past.isThere && (
        <Popover
          opened={past.isOpen}
          onClose={history.close}
          width={340}
          position="bottom-start"
          trapFocus
          withRoles={false}
          shadow="md"
        >
          <Popover.Target>
            <Anchor element={anchor} />
          </Popover.Target>
          <Popover.Dropdown>
            {historyOpened && (
              <SectionHistory article={article} section={section} label={label} onClose={history.close} />
            )}
          </Popover.Dropdown>
        </Popover>
      )}
      {dialog === 'assign' && (
        <AssignDialog
          title={t('assign.title', { section: label })}
          owner={owner}
          dueAt={dueAt}
          pending={act.isPending}
          onClose={() => setDialog(null)}
          onAssign={(input) => act.mutate({ act: 'assign', ...input })}
        />
      )}
      {(dialog === 'return' || dialog === 'reopen') && (
        <NoteDialog
          kind={dialog}
          section={label}
          pending={act.isPending}
          onClose={() => setDialog(null)}
          onSubmit={(text) =>
            act.mutate(dialog === 'return' ? { act: dialog, note: text } : { act: dialog, reason: text })
          }
        />
      )}
    </>
  );
}
