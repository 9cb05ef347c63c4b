// The audit log as a file for spreadsheets, written page by page, however long it is.
import type { AuditEntry } from '@galley/shared/api/audit.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { csvLines } from '../http/csv.ts';
import type { Storage } from '../storage/storage.ts';
import { type AuditQuestion, readLog } from './audit-log.ts';

/** All that the question asks for, in pieces of the file. */
export async function* auditCsv(storage: Storage, question: AuditQuestion): AsyncGenerator<string> {
  const names = await namesOfAll(storage);
  const nameOf = (id: UserId | null) => (id === null ? '' : (names.get(id) ?? id));
  yield csvLines([['at', 'who', 'act', 'article', 'headline', 'section', 'person', 'template', 'details']]);
  let cursor: string | undefined;
  do {
    const page = await readLog(storage, { ...question, limit: 500, cursor });
    if (!page) return;
    yield csvLines(page.entries.map((entry) => fieldsOf(entry, nameOf)));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}

function fieldsOf(entry: AuditEntry, nameOf: (id: UserId | null) => string): string[] {
  const { at, who, act, article, section, person, template, details } = entry;
  return [
    at,
    nameOf(who),
    act,
    article?.id ?? '',
    article?.headline ?? '',
    section === null ? '' : details.title || details.kind || section,
    nameOf(person),
    template ?? '',
    JSON.stringify(details),
  ];
}

async function namesOfAll({ db }: Storage): Promise<ReadonlyMap<string, string>> {
  const people = await db.selectFrom('user').select(['id', 'name']).execute();
  return new Map(people.map(({ id, name }) => [id, name]));
}
