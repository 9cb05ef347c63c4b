// The audit log for admins: what was done at the desk, day by day, the newest first.
import type { AuditEntry } from '@galley/shared/api/audit.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { Button, Loader, Skeleton } from '@mantine/core';
import { IconDownload, IconLock } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../app/people.ts';
import { problemText } from '../app/problem-text.ts';
import { Face } from '../ui/face.tsx';
import { useTimes } from '../ui/times.ts';
import { AdminPage } from './admin-page.tsx';
import { AuditFilters } from './audit-filters.tsx';
import classes from './audit-page.module.css';
import { auditFile, auditQuery } from './audit-requests.ts';
import { AuditDetail, AuditSentence } from './audit-sentence.tsx';
import { isFiltered, questionOf, useAuditView } from './audit-view.ts';

export function AuditPage() {
  const { t } = useTranslation('audit');
  const [view, setView] = useAuditView();
  const question = questionOf(view);
  const log = useInfiniteQuery(auditQuery(question));
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <AdminPage
      title={t('title')}
      intro={t('intro')}
      action={
        <Button
          component="a"
          href={auditFile(question)}
          download
          variant="default"
          leftSection={<IconDownload size={16} stroke={1.75} />}
        >
          {t('download')}
        </Button>
      }
    >
      <AuditFilters view={view} onChange={setView} />
      {log.isPending && <Skeleton height={320} radius="lg" aria-busy />}
      {log.error && !log.data && <p role="alert">{problemText(log.error)}</p>}
      {log.data && entries.length === 0 && (
        <p className={classes.none} role="status">
          {t(isFiltered(view) ? 'noneFits' : 'none')}
        </p>
      )}
      <Days entries={entries} onPerson={(person) => setView({ person })} />
      {log.hasNextPage && (
        <Button
          variant="subtle"
          fullWidth
          mt="md"
          disabled={log.isFetchingNextPage}
          onClick={() => log.fetchNextPage()}
        >
          {log.isFetchingNextPage ? <Loader size={14} /> : t('older')}
        </Button>
      )}
    </AdminPage>
  );
}

interface DaysProps {
  entries: readonly AuditEntry[];
  onPerson: (id: UserId) => void;
}

function Days({ entries, onPerson }: DaysProps) {
  const time = useTimes();
  const days = Map.groupBy(entries, ({ at }) => time(at, 'fullDate'));
  return [...days].map(([name, ofDay]) => (
    <section key={name} aria-label={name}>
      <h2 className={classes.day}>{name}</h2>
      <ol className={classes.list}>
        {ofDay.map((entry) => (
          <Row key={entry.id} entry={entry} onPerson={onPerson} />
        ))}
      </ol>
    </section>
  ));
}

function Row({ entry, onPerson }: { entry: AuditEntry; onPerson: (id: UserId) => void }) {
  const time = useTimes();
  const people = usePeople();
  const who = entry.who === null ? undefined : people.get(entry.who);
  return (
    <li className={classes.row}>
      {who ? (
        <Face person={who} size={26} />
      ) : (
        <IconLock size={20} stroke={1.75} className={classes.icon} aria-hidden />
      )}
      <div className={classes.words}>
        <AuditSentence entry={entry} onPerson={onPerson} />
        <AuditDetail entry={entry} />
      </div>
      <time dateTime={entry.at} title={time(entry.at, 'dateTime')} className={classes.time}>
        {time(entry.at, 'time')}
      </time>
    </li>
  );
}
