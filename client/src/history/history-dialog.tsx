// An article's history: on one side who worked when and the versions that were kept, on the other how it stood, what
// differs from now, and the way back.
import type { Moment } from '@galley/shared/api/history.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import type { SectionId } from '@galley/shared/ids.ts';
import { Button, Loader, Menu, Select, Tabs, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconBookmark, IconChevronDown, IconHistory } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../app/query-keys.ts';
import { useMay } from '../app/session.tsx';
import { showProblem, showToast } from '../app/toasts.ts';
import { useArticle } from '../editor/article-context.ts';
import { ComparisonView } from '../review/comparison/comparison-view.tsx';
import { reopenSection } from '../review/sections/section-statuses.ts';
import { askFirst } from '../ui/ask-first.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { LazyMenu } from '../ui/lazy-menu.tsx';
import { LoadFailed } from '../ui/load-failed.tsx';
import { useTimes } from '../ui/times.ts';
import { AuthorshipView } from './authorship-view.tsx';
import classes from './history-dialog.module.css';
import { comparisonQuery, keepVersion, type RestoreRequest, restoreMoment } from './history-requests.ts';
import { type SealedRestore, SealedRestoreDialog, sealedSections } from './sealed-restore.tsx';
import type { MomentEntry } from './timeline.ts';
import { TimelineList, useEntryName } from './timeline-list.tsx';

/** For the open article. */
export function HistoryDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['history', 'app']);
  const phone = useMediaQuery('(max-width: 62em)') ?? false;
  const [chosen, choose] = useState<MomentEntry | null>(null);
  const [tab, setTab] = useState<string>('past');
  return (
    <Dialog
      opened
      onClose={onClose}
      size={1180}
      fullScreen={phone}
      title={<span className={classes.title}>{t('title')}</span>}
      closeButtonProps={{ 'aria-label': t('app:close') }}
      classNames={{ body: classes.body ?? '' }}
    >
      <Tabs value={tab} onChange={(value) => setTab(value ?? 'past')} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="past">{t('timeline')}</Tabs.Tab>
          <Tabs.Tab value="authors">{t('authors')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="past">
          <div className={classes.columns} data-chosen={chosen !== null || undefined}>
            <div className={classes.list}>
              <NameVersion />
              <TimelineList chosen={chosen?.key ?? null} onChoose={choose} onLeave={onClose} />
            </div>
            <div className={classes.view}>
              {chosen ? (
                <MomentView key={chosen.key} entry={chosen} onBack={phone ? () => choose(null) : null} />
              ) : (
                <p className={classes.note}>{t('choose')}</p>
              )}
            </div>
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="authors">
          <AuthorshipView />
        </Tabs.Panel>
      </Tabs>
    </Dialog>
  );
}

function NameVersion() {
  const { t } = useTranslation('history');
  const { row } = useArticle();
  const may = useMay('history.name');
  const client = useQueryClient();
  const [name, setName] = useState('');
  const keep = useMutation({
    mutationFn: () => keepVersion(row.id, name),
    onSuccess: async () => {
      setName('');
      showToast(t('kept'));
      await client.invalidateQueries({ queryKey: keys.history(row.id) });
    },
    onError: showProblem,
  });
  if (!may) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') keep.mutate();
  };
  return (
    <form onSubmit={submit} className={classes.name}>
      <TextInput
        size="xs"
        aria-label={t('versionName')}
        placeholder={t('nameHint')}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        size="xs"
        type="submit"
        variant="default"
        leftSection={<IconBookmark size={14} />}
        loading={keep.isPending}
        disabled={name.trim() === ''}
      >
        {t('keep')}
      </Button>
    </form>
  );
}

interface MomentViewProps {
  entry: MomentEntry;
  /** The way back to the list, where there is no room for both. */
  onBack: (() => void) | null;
}

function MomentView({ entry, onBack }: MomentViewProps) {
  const { t } = useTranslation(['history', 'app']);
  const { row, template, language } = useArticle();
  const nameOf = useEntryName();
  // What a session of work changed is what differs from before it; a version is looked at beside the text of now.
  const previous = momentBefore(entry);
  const [beside, setBeside] = useState<'now' | 'before'>(previous === null ? 'now' : 'before');
  const [from, to]: [Moment, Moment] =
    beside === 'before' && previous ? [previous, entry.moment] : [entry.moment, 'now'];
  const comparison = useQuery({ ...comparisonQuery(row.id, from, to), placeholderData: keepPreviousData });
  return (
    <>
      <div className={classes.head}>
        {onBack && (
          <Button size="compact-sm" variant="subtle" onClick={onBack}>
            {t('back')}
          </Button>
        )}
        <h3 className={classes.moment}>{nameOf(entry)}</h3>
        {previous && (
          <Select
            size="xs"
            aria-label={t('beside')}
            data={[
              { value: 'before', label: t('whatChanged') },
              { value: 'now', label: t('sinceThen') },
            ]}
            value={beside}
            allowDeselect={false}
            onChange={(value) => setBeside(value === 'before' ? 'before' : 'now')}
          />
        )}
        <RestoreMenu moment={entry.moment} name={nameOf(entry)} />
      </div>
      <Sides entry={entry} beside={beside} />
      {comparison.data ? (
        comparison.data.comparison.same ? (
          <p className={classes.note}>{t(beside === 'now' ? 'sameAsNow' : 'nothing')}</p>
        ) : (
          <ComparisonView
            key={`${from} ${to}`}
            comparison={comparison.data.comparison}
            template={template}
            language={language}
          />
        )
      ) : comparison.isError ? (
        <LoadFailed className={classes.note} onRetry={() => comparison.refetch()}>
          {t('failed')}
        </LoadFailed>
      ) : (
        <div className={classes.note} aria-busy>
          <Loader size="sm" />
        </div>
      )}
    </>
  );
}

/** Which side, and which color, is then and which is now. */
function Sides({ entry, beside }: { entry: MomentEntry; beside: 'now' | 'before' }) {
  const { t } = useTranslation('history');
  const time = useTimes();
  const at = (moment: string) => time(moment, 'dateTime');
  const before = entry.type === 'work' ? t('side.before', { time: at(entry.work.startedAt) }) : '';
  return (
    <p className={classes.sides}>
      <span data-side="from">{t('side.from', { state: beside === 'now' ? at(entry.at) : before })}</span>
      <span data-side="to">{t('side.to', { state: beside === 'now' ? t('side.now') : at(entry.at) })}</span>
    </p>
  );
}

/** The moment before a session of work began, 0 for the first one; null for versions. */
function momentBefore(entry: MomentEntry): Moment | null {
  return entry.type === 'work' ? String(entry.work.first - 1) : null;
}

function RestoreMenu({ moment, name }: { moment: Moment; name: string }) {
  const { t } = useTranslation(['history', 'app']);
  const { row, template, language } = useArticle();
  const may = useMay('history.restore');
  const client = useQueryClient();
  const sections =
    useQuery({ ...comparisonQuery(row.id, moment, 'now'), enabled: may }).data?.comparison.sections ?? [];
  const restore = useMutation({
    mutationFn: async ({ reopen = [], ...request }: RestoreRequest & { reopen?: readonly SectionId[] }) => {
      for (const section of reopen) await reopenSection(row.id, section, t('reopenReason', { name }));
      return await restoreMoment(row.id, moment, request);
    },
    onSuccess: async () => {
      setSealed(null);
      showToast(t('restored'));
      await client.invalidateQueries({ queryKey: keys.history(row.id) });
    },
    onError: (error, { only }) => {
      const sections = sealedSections(error);
      if (sections.length > 0) setSealed({ only, sections });
      else showProblem(error);
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.sections(row.id) }),
  });
  const [sealed, setSealed] = useState<SealedRestore | null>(null);
  if (!may) return null;
  const confirm = (only: SectionId[] | null, what: string) =>
    askFirst({
      title: t('restoreTitle'),
      children: t('restoreText', { what, name }),
      labels: { confirm: t('restore'), cancel: t('app:cancel') },
      onConfirm: () => restore.mutate({ only }),
    });
  const changed = sections.filter(({ state, moved }) => state !== 'same' || moved);
  return (
    <>
      {sealed && (
        <SealedRestoreDialog
          sealed={sealed}
          pending={restore.isPending}
          onClose={() => setSealed(null)}
          onRestore={restore.mutate}
        />
      )}
      <LazyMenu
        position="bottom-end"
        width={270}
        target={
          <Button
            size="compact-sm"
            leftSection={<IconHistory size={15} />}
            rightSection={<IconChevronDown size={14} />}
            loading={restore.isPending}
          >
            {t('restore')}
          </Button>
        }
      >
        <Menu.Item onClick={() => confirm(null, t('wholeArticle'))}>{t('wholeArticle')}</Menu.Item>
        {changed.length > 0 && <Menu.Label>{t('onlySection')}</Menu.Label>}
        {changed.map((section) => {
          const label = sectionLabel(section, template, language);
          return (
            <Menu.Item key={section.id} onClick={() => confirm([section.id], label)}>
              {label}
            </Menu.Item>
          );
        })}
      </LazyMenu>
    </>
  );
}
