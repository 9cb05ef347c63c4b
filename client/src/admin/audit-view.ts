// Which part of the audit log is shown. It lives in the URL, so that it can be sent to somebody, and Back leads to the last one.
import {
  type AuditAct,
  type AuditGroup,
  type AuditQuery,
  auditActs,
  auditGroups,
} from '@galley/shared/api/audit.ts';
import { isId } from '@galley/shared/ids.ts';
import { useSearchParams } from 'react-router';

export interface AuditView {
  person: string | null;
  act: AuditAct | AuditGroup | null;
  article: string | null;
  /** Days of this place, as date fields write them: the first and the last that are shown. */
  from: string | null;
  to: string | null;
}

export const wholeLog: AuditView = { person: null, act: null, article: null, from: null, to: null };

/** The view that the URL names, and the function that changes parts of it. */
export function useAuditView(): [AuditView, (change: Partial<AuditView>) => void] {
  const [params, setParams] = useSearchParams();
  return [
    readView(params),
    (change) => setParams((current) => writeView(current, { ...readView(current), ...change })),
  ];
}

/** Reads a view from a URL's query; what does not fit is left out. */
export function readView(params: URLSearchParams): AuditView {
  const act = params.get('act');
  return {
    person: idIn(params.get('person')),
    act: [...auditActs, ...auditGroups].find((known) => known === act) ?? null,
    article: idIn(params.get('article')),
    from: dayIn(params.get('from')),
    to: dayIn(params.get('to')),
  };
}

/** Writes a view into a URL's query; keeps what is not the view's. */
export function writeView(params: URLSearchParams, view: AuditView): URLSearchParams {
  const written = new URLSearchParams(params);
  for (const [name, value] of Object.entries(view)) {
    if (value) written.set(name, value);
    else written.delete(name);
  }
  return written;
}

/** Whether the view leaves something out. */
export function isFiltered(view: AuditView): boolean {
  return Object.values(view).some((value) => value !== null);
}

/** The view as a question to the server: days become times, the last day is shown whole. */
export function questionOf({ person, act, article, from, to }: AuditView): AuditQuery {
  return {
    ...(person && { person }),
    ...(act && { act }),
    ...(article && { article }),
    ...(from && { from: midnight(from).toISOString() }),
    ...(to && { to: midnight(to, 1).toISOString() }),
  };
}

/** The beginning of a day of this place, or of one so many days later. */
function midnight(day: string, later = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later);
}

function idIn(text: string | null): string | null {
  return isId(text) ? text : null;
}

function dayIn(text: string | null): string | null {
  return text !== null && /^[1-9]\d{3}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
    ? text
    : null;
}
