// The timeline: sessions of work, versions and what happened beside the text, day by day, narrowed as one likes.
import { timelineKinds } from '@galley/shared/api/history.ts';
import type { Publication } from '@galley/shared/api/publishing.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import { ActionIcon, Button, Loader, Select, Skeleton, UnstyledButton } from '@mantine/core';
import { IconBookmark, IconPencil, IconRobot } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../app/people.ts';
import { keys } from '../app/query-keys.ts';
import { useMay } from '../app/session.tsx';
import { showProblem } from '../app/toasts.ts';
import { useOutline } from '../collab/use-yjs.ts';
import { useArticle } from '../editor/article-context.ts';
import { publicationQuery } from '../publishing/publication.ts';
import { Face } from '../ui/face.tsx';
import { useTimes } from '../ui/times.ts';
import { historyQuery, renameVersion } from './history-requests.ts';
import { byDay, entriesOf, type HistoryFilter, type MomentEntry } from './timeline.ts';
import { EventButton } from './timeline-event.tsx';
import classes from './timeline-list.module.css';

interface TimelineListProps {
  chosen: string | null;
  onChoose: (entry: MomentEntry) => void;
  /** Called when the person leaves for a place in the article. */
  onLeave: () => void;
}

export function TimelineList({ chosen, onChoose, onLeave }: TimelineListProps) {
  const { t } = useTranslation('history');
  const { row } = useArticle();
  const [filter, setFilter] = useState<HistoryFilter>({ kind: 'all', author: null, section: null });
  const history = useInfiniteQuery(historyQuery(row.id, filter));
  const entries = entriesOf(history.data?.pages ?? [], filter);
  const time = useTimes();
  return (
    <>
      <Filter filter={filter} onChange={setFilter} />
      {history.isPending && <Skeleton height={180} aria-busy />}
      {history.data && entries.length === 0 && <p className={classes.none}>{t('none')}</p>}
      {byDay(entries).map(({ day: at, entries: ofDay }) => (
        <section key={at} aria-label={time(at, 'fullDate')}>
          <h3 className={classes.day}>{time(at, 'fullDate')}</h3>
          <ol className={classes.entries}>
            {ofDay.map((entry) => (
              <li key={entry.key} className={classes.entry} data-chosen={entry.key === chosen || undefined}>
                {entry.type === 'event' ? (
                  <EventButton event={entry.event} onLeave={onLeave} />
                ) : (
                  <EntryButton
                    entry={entry}
                    current={entry.key === chosen}
                    onChoose={() => onChoose(entry)}
                  />
                )}
              </li>
            ))}
          </ol>
        </section>
      ))}
      {history.hasNextPage && (
        <Button
          size="compact-sm"
          variant="subtle"
          fullWidth
          disabled={history.isFetchingNextPage}
          onClick={() => history.fetchNextPage()}
        >
          {history.isFetchingNextPage ? <Loader size={14} /> : t('older')}
        </Button>
      )}
    </>
  );
}

function Filter({ filter, onChange }: { filter: HistoryFilter; onChange: (filter: HistoryFilter) => void }) {
  const { t } = useTranslation('history');
  const { session, template, language } = useArticle();
  const people = usePeople();
  const sections = useOutline(session.doc);
  return (
    <div className={classes.filter}>
      <Select
        size="xs"
        className={classes.kind ?? ''}
        aria-label={t('byKind')}
        allowDeselect={false}
        data={timelineKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        value={filter.kind}
        onChange={(value) =>
          onChange({ ...filter, kind: timelineKinds.find((kind) => kind === value) ?? 'all' })
        }
      />
      <Select
        size="xs"
        aria-label={t('byPerson')}
        placeholder={t('everybody')}
        clearable
        searchable
        data={[...people.values()].map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.author}
        onChange={(author) => onChange({ ...filter, author })}
      />
      <Select
        size="xs"
        aria-label={t('bySection')}
        placeholder={t('everywhere')}
        clearable
        data={sections.map((entry) => ({ value: entry.id, label: sectionLabel(entry, template, language) }))}
        value={filter.section}
        onChange={(section) => onChange({ ...filter, section })}
      />
    </div>
  );
}

interface EntryButtonProps {
  entry: MomentEntry;
  current: boolean;
  onChoose: () => void;
}

function EntryButton({ entry, current, onChoose }: EntryButtonProps) {
  const nameOf = useEntryName();
  const people = usePeople();
  const author = entry.type === 'work' ? entry.work.author : entry.version.createdBy;
  const person = author === null ? undefined : people.get(author);
  return (
    <>
      <UnstyledButton className={classes.button ?? ''} aria-current={current || undefined} onClick={onChoose}>
        {entry.type === 'version' ? (
          <IconBookmark size={20} className={classes.icon} aria-hidden />
        ) : person ? (
          <Face person={person} size={22} />
        ) : (
          <IconRobot size={20} className={classes.icon} aria-hidden />
        )}
        <span className={classes.words}>
          <span className={classes.name}>{nameOf(entry)}</span>
          <Details entry={entry} author={person?.name ?? null} />
        </span>
      </UnstyledButton>
      {entry.type === 'version' && <Rename entry={entry} />}
    </>
  );
}

function Details({ entry, author }: { entry: MomentEntry; author: string | null }) {
  const { t } = useTranslation('history');
  const { template, language } = useArticle();
  const time = useTimes();
  const at = (moment: string) => time(moment, 'time');
  if (entry.type === 'version')
    return (
      <span className={classes.details}>
        {at(entry.at)}
        {author !== null && ` · ${author}`}
      </span>
    );
  const { startedAt, endedAt, places } = entry.work;
  const [from, to] = [at(startedAt), at(endedAt)];
  const others: Record<string, string> = { head: t('place.head'), outline: t('place.outline') };
  const names = places.map(
    ({ place, kind, title }) => others[place] ?? sectionLabel({ kind, title }, template, language),
  );
  const inserted = places.reduce((sum, place) => sum + place.inserted, 0);
  const deleted = places.reduce((sum, place) => sum + place.deleted, 0);
  return (
    <span className={classes.details}>
      {from === to ? from : `${from}–${to}`} · {names.join(', ')}
      <span className={classes.counts}>
        {inserted > 0 && <ins>+{inserted}</ins>} {deleted > 0 && <del>−{deleted}</del>}
      </span>
    </span>
  );
}

function Rename({ entry: { version } }: { entry: Extract<MomentEntry, { type: 'version' }> }) {
  const { t } = useTranslation('history');
  const { row } = useArticle();
  const may = useMay('history.name');
  const client = useQueryClient();
  const rename = useMutation({
    mutationFn: (name: string) => renameVersion(row.id, version.id, name),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.history(row.id) }),
    onError: showProblem,
  });
  const [editing, setEditing] = useState(false);
  if (!may) return null;
  if (!editing)
    return (
      <ActionIcon
        size="sm"
        className={classes.rename ?? ''}
        aria-label={t('rename')}
        onClick={() => setEditing(true)}
      >
        <IconPencil size={14} />
      </ActionIcon>
    );
  return (
    <input
      className={classes.field}
      aria-label={t('versionName')}
      defaultValue={version.name}
      maxLength={120}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to write here
      autoFocus
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          setEditing(false);
        }
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
      onBlur={(event) => {
        const name = event.currentTarget.value.trim();
        setEditing(false);
        if (name !== '' && name !== version.name) rename.mutate(name);
      }}
    />
  );
}

/** What an entry of the timeline is called. */
export function useEntryName(): (entry: MomentEntry) => string {
  const { t } = useTranslation('history');
  const people = usePeople();
  const { row } = useArticle();
  const { data: publication } = useQuery(publicationQuery(row.id));
  return (entry) => {
    if (entry.type === 'version') {
      const { name, kind } = entry.version;
      const revision = kind === 'publish' ? revisionAt(publication?.revisions ?? [], entry.at) : null;
      return name || (revision === null ? t(`version.${kind}`) : t('publishedAs', { number: revision }));
    }
    const { author } = entry.work;
    return author === null ? 'Galley' : (people.get(author)?.name ?? '?');
  };
}

/** A version that is kept with a publication is made in the same moment as its revision. */
function revisionAt(revisions: Publication['revisions'], at: string): number | null {
  const distance = ({ publishedAt }: Publication['revisions'][number]) =>
    Math.abs(Date.parse(publishedAt) - Date.parse(at));
  const [nearest] = [...revisions].sort((a, b) => distance(a) - distance(b));
  return nearest && distance(nearest) < sameMomentMs ? nearest.number : null;
}

const sameMomentMs = 5000;
